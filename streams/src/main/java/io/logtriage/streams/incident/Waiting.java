package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import java.util.OptionalLong;

/**
 * Findings that wait for one open condition; bounded, and the same whatever the order in which they
 * were added.
 */
sealed interface Waiting permits OpenWindow, DistinctWindow {

  static Waiting of(OpenCondition condition) {
    return condition.distinct() == null ? new OpenWindow(condition) : new DistinctWindow(condition);
  }

  /**
   * Adds findings; how many times were forgotten for it.
   *
   * @param value of the field by which the condition tells them apart
   */
  long add(long time, long count, String value);

  /** Adds what waited for the same condition elsewhere; how many times were forgotten for it. */
  long addAll(Waiting other);

  /** The earliest time at which the condition was met. */
  OptionalLong metAt();

  void write(StateWriter out);

  void read(StateReader in);
}
