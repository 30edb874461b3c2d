package io.logtriage.patterns.detect;

import static java.util.Objects.requireNonNull;

/**
 * A pattern that is left out until the process ends, because it took too long too often. What only
 * this pattern would have found is not found any more, so somebody should hear of it.
 *
 * @param symptom id of the symptom that it belongs to
 * @param number which of the symptom's patterns, from 1, in the order of its file
 * @param grok the pattern as written
 * @param offences matches of it that had to be given up
 */
public record QuarantinedPattern(String symptom, int number, String grok, int offences) {

  public QuarantinedPattern {
    requireNonNull(symptom, "symptom is null");
    requireNonNull(grok, "grok is null");
  }

  @Override
  public String toString() {
    return "pattern "
        + number
        + " of "
        + symptom
        + " took too long "
        + offences
        + " times and is left out: "
        + grok;
  }
}
