package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.catalogue.Symptom;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One event, or several equal ones of one record and second folded together, that shows one
 * symptom.
 *
 * @param symptom id of the catalogue entry
 * @param id content identity of the second's first event: a hash over host, path, event time,
 *     redacted bytes and how many equal events came before it in that source and second
 * @param host machine of the source
 * @param path path of the source, without rotation suffix
 * @param service application's name
 * @param dataset line format, as in {@code event.dataset} (for instance {@code gunicorn.error})
 * @param first event time of the first event, epoch milliseconds
 * @param last event time of the last event, epoch milliseconds
 * @param count how many events were folded, at least 1
 * @param undated whether the times are the arrival's, because the source has no dated line
 * @param group grouping fields and their normalised values: findings of one group make one incident
 * @param fields extracted fields of the first event, by ECS name where ECS has one
 * @param samples those of the folded events that are among the first three of their second; none
 *     when a record before has told them
 * @param open when findings of this kind open an incident; null when as their symptom says
 */
public record Finding(
    String symptom,
    String id,
    String host,
    String path,
    String service,
    String dataset,
    long first,
    long last,
    long count,
    boolean undated,
    SortedMap<String, String> group,
    Map<String, String> fields,
    List<Sample> samples,
    Symptom.@Nullable OpenCondition open) {

  /** Field of a finding that may also mean something else, and proves nothing by itself. */
  public static final String SUSPECTED = "suspected";

  /** Begins the name of a field that is a label of the source. */
  public static final String LABEL = "labels.";

  /** How many samples one finding carries at most. */
  public static final int MAX_SAMPLES = 3;

  public Finding {
    requireNonNull(symptom, "symptom is null");
    requireNonNull(id, "id is null");
    requireNonNull(host, "host is null");
    requireNonNull(path, "path is null");
    requireNonNull(service, "service is null");
    requireNonNull(dataset, "dataset is null");
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + ", expected at least 1");
    }
    if (last < first) {
      throw new IllegalArgumentException("last " + last + " is before first " + first);
    }
    group = Collections.unmodifiableSortedMap(new TreeMap<>(group));
    fields = Map.copyOf(fields);
    samples = List.copyOf(samples);
  }

  /** A finding that opens incidents as its symptom says. */
  public Finding(
      String symptom,
      String id,
      String host,
      String path,
      String service,
      String dataset,
      long first,
      long last,
      long count,
      boolean undated,
      SortedMap<String, String> group,
      Map<String, String> fields,
      List<Sample> samples) {
    this(
        symptom, id, host, path, service, dataset, first, last, count, undated, group, fields,
        samples, null);
  }
}
