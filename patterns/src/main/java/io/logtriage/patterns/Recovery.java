package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A source that had shown a symptom shows that it may be over: a start that succeeded, an answer on
 * a route that had failed. Tracking takes it for recovery once it held without a new finding.
 *
 * @param symptom what may be over
 * @param group of the findings that had shown it
 * @param time event time, epoch milliseconds; at most one each second for a symptom and group
 */
public record Recovery(String symptom, SortedMap<String, String> group, long time) {

  public Recovery {
    requireNonNull(symptom, "symptom is null");
    group = Collections.unmodifiableSortedMap(new TreeMap<>(group));
  }
}
