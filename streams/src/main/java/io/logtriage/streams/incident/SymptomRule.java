package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.catalogue.Symptom.AbsorptionRule;
import io.logtriage.patterns.catalogue.Symptom.CauseRule;
import java.time.Duration;
import java.util.List;

/**
 * What tracking needs of one symptom, times in milliseconds.
 *
 * @param quiet how long without a finding until an incident counts as resolved
 * @param reach greatest gap inside one incident: quiet time + reopen window
 * @param heldReach greatest gap between findings that wait for the open condition, which compares
 *     whole seconds
 * @param retention how long a closed incident stays in state
 * @param openCount findings that open an incident
 * @param openWithin the time in which they must come
 */
record SymptomRule(
    String symptom,
    long quiet,
    long reach,
    long heldReach,
    long retention,
    long openCount,
    long openWithin,
    List<CauseRule> causes,
    List<AbsorptionRule> explainedBy) {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  static SymptomRule of(Symptom symptom) {
    long quiet = symptom.quiet().toMillis();
    long reopen = symptom.reopen().toMillis();
    long within = symptom.open().within().toMillis();
    long reach = quiet + reopen;
    return new SymptomRule(
        symptom.id(),
        quiet,
        reach,
        symptom.open().count() <= 1 ? reach : Math.min(within + 999, reach),
        Math.max(reopen, HOUR),
        symptom.open().count(),
        within,
        symptom.causedBy(),
        symptom.explainedBy());
  }

  /** For a finding whose symptom this catalogue does not know: one from before an upgrade. */
  static SymptomRule unknown(String symptom) {
    long quiet = Duration.ofMinutes(5).toMillis();
    long reach = Duration.ofMinutes(15).toMillis();
    return new SymptomRule(symptom, quiet, reach, reach, HOUR, 1, 0, List.of(), List.of());
  }
}
