package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.catalogue.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents to find; null leaves a condition out.
 *
 * @param exact fields, each with the values of which it must have one
 * @param id what the id begins with
 * @param since last seen at this time or later
 * @param until first seen before this time
 * @param text words of the message, the symptom's title or a sample; {@code "a phrase"}, {@code
 *     start*} and {@code -without} work
 * @param order which come first
 * @param size how many at most, 1 to 10,000
 */
public record IncidentQuery(
    Map<String, List<String>> exact,
    @Nullable String id,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String text,
    Order order,
    int size) {

  /** What one search can return, a limit of Elasticsearch. */
  public static final int MAX_SIZE = 10_000;

  public IncidentQuery {
    exact = Map.copyOf(exact);
    requireNonNull(order, "order is null");
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("size is " + size + ", expected 1 to " + MAX_SIZE);
    }
  }

  /** The 20 that were seen last. */
  public static IncidentQuery all() {
    return new IncidentQuery(Map.of(), null, null, null, null, Order.LAST_SEEN, 20);
  }

  public IncidentQuery withSymptom(@Nullable String symptom) {
    return with("incident.symptom", symptom);
  }

  /** Open, resolved or merged. */
  public IncidentQuery withStatus(@Nullable String status) {
    return with("incident.status", status);
  }

  /**
   * Those at least so severe.
   *
   * @param atLeast as the catalogue names it
   */
  public IncidentQuery withSeverity(@Nullable String atLeast) {
    List<String> enough =
        Stream.of(Severity.values())
            .map(Severity::word)
            .dropWhile(word -> atLeast != null && !word.equals(atLeast))
            .toList();
    return with("incident.severity", atLeast == null ? List.of() : enough);
  }

  public IncidentQuery withDeployment(@Nullable String deployment) {
    return with("labels.deployment", deployment);
  }

  public IncidentQuery withHost(@Nullable String host) {
    return with("host.name", host);
  }

  /** Those whose chain of causes begins with that incident, itself among them. */
  public IncidentQuery withRoot(@Nullable String root) {
    return with("incident.root.id", root);
  }

  public IncidentQuery withId(@Nullable String beginning) {
    return new IncidentQuery(exact, beginning, since, until, text, order, size);
  }

  public IncidentQuery withSince(@Nullable Instant time) {
    return new IncidentQuery(exact, id, time, until, text, order, size);
  }

  public IncidentQuery withUntil(@Nullable Instant time) {
    return new IncidentQuery(exact, id, since, time, text, order, size);
  }

  public IncidentQuery withText(@Nullable String words) {
    return new IncidentQuery(exact, id, since, until, words, order, size);
  }

  public IncidentQuery withOrder(Order newOrder) {
    return new IncidentQuery(exact, id, since, until, text, newOrder, size);
  }

  public IncidentQuery withSize(int newSize) {
    return new IncidentQuery(exact, id, since, until, text, order, newSize);
  }

  private IncidentQuery with(String field, @Nullable String value) {
    return with(field, value == null ? List.of() : List.of(value));
  }

  private IncidentQuery with(String field, List<String> values) {
    Map<String, List<String>> more = new TreeMap<>(exact);
    if (values.isEmpty()) {
      more.remove(field);
    } else {
      more.put(field, values);
    }
    return new IncidentQuery(more, id, since, until, text, order, size);
  }

  /** Which incidents come first. */
  public enum Order {
    /** The latest, by its last event. */
    LAST_SEEN,
    /** The earliest, by its first event: how it all began. */
    FIRST_SEEN
  }
}
