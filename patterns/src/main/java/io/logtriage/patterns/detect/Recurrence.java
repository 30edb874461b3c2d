package io.logtriage.patterns.detect;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.catalogue.LinePattern;

/**
 * A pattern that counts only where it comes again; who reads a source remembers when it came.
 *
 * @param symptom whose pattern it is
 * @param number which of the symptom's patterns, from 1
 * @param pattern when it counts
 */
public record Recurrence(String symptom, int number, LinePattern.Again pattern) {
  public Recurrence {
    requireNonNull(symptom, "symptom is null");
    requireNonNull(pattern, "pattern is null");
  }

  /** Tells it from others, also after a restart. */
  public String key() {
    return symptom + "#" + number;
  }
}
