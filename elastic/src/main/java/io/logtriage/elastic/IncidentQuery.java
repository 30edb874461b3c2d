package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents to find; null leaves a condition out.
 *
 * @param symptom id of a symptom
 * @param status open, resolved or merged
 * @param severity as the catalogue names it
 * @param since last seen at this time or later
 * @param until first seen before this time
 * @param text words of the message, the symptom's title or a sample; {@code "a phrase"}, {@code
 *     start*} and {@code -without} work
 * @param order which come first
 * @param size how many at most, 1 to 10,000
 */
public record IncidentQuery(
    @Nullable String symptom,
    @Nullable String status,
    @Nullable String severity,
    @Nullable String deployment,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String text,
    Order order,
    int size) {

  /** What one search can return, a limit of Elasticsearch. */
  public static final int MAX_SIZE = 10_000;

  public IncidentQuery {
    requireNonNull(order, "order is null");
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("size is " + size + ", expected 1 to " + MAX_SIZE);
    }
  }

  /** The 20 that were seen last. */
  public static IncidentQuery all() {
    return new IncidentQuery(null, null, null, null, null, null, null, Order.LAST_SEEN, 20);
  }

  public IncidentQuery withSymptom(@Nullable String id) {
    return new IncidentQuery(id, status, severity, deployment, since, until, text, order, size);
  }

  public IncidentQuery withStatus(@Nullable String newStatus) {
    return new IncidentQuery(
        symptom, newStatus, severity, deployment, since, until, text, order, size);
  }

  public IncidentQuery withSeverity(@Nullable String newSeverity) {
    return new IncidentQuery(
        symptom, status, newSeverity, deployment, since, until, text, order, size);
  }

  public IncidentQuery withDeployment(@Nullable String newDeployment) {
    return new IncidentQuery(
        symptom, status, severity, newDeployment, since, until, text, order, size);
  }

  public IncidentQuery withSince(@Nullable Instant time) {
    return new IncidentQuery(symptom, status, severity, deployment, time, until, text, order, size);
  }

  public IncidentQuery withUntil(@Nullable Instant time) {
    return new IncidentQuery(symptom, status, severity, deployment, since, time, text, order, size);
  }

  public IncidentQuery withText(@Nullable String words) {
    return new IncidentQuery(
        symptom, status, severity, deployment, since, until, words, order, size);
  }

  public IncidentQuery withOrder(Order newOrder) {
    return new IncidentQuery(
        symptom, status, severity, deployment, since, until, text, newOrder, size);
  }

  public IncidentQuery withSize(int newSize) {
    return new IncidentQuery(
        symptom, status, severity, deployment, since, until, text, order, newSize);
  }

  /** Which incidents come first. */
  public enum Order {
    /** The latest, by its last event. */
    LAST_SEEN,
    /** The earliest, by its first event: how it all began. */
    FIRST_SEEN
  }
}
