package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Clue;
import io.logtriage.patterns.catalogue.Escalation;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.LinePattern.Opening;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.catalogue.Symptom.AbsorptionRule;
import io.logtriage.patterns.catalogue.Symptom.CauseRule;
import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What tracking needs of one symptom, times in milliseconds.
 *
 * @param quiet how long without a finding until an incident counts as resolved
 * @param reach greatest gap inside one incident: quiet time + reopen window
 * @param heldReach greatest gap between findings that wait for the open condition, which compares
 *     whole seconds
 * @param retention how long a closed incident stays in state
 * @param open when findings open an incident that come with no condition of their own
 * @param suspects whether some of its patterns prove nothing by themselves
 * @param clues what its findings must remember for the rules that link it
 * @param severity what an incident begins with
 */
record SymptomRule(
    String symptom,
    long quiet,
    long reach,
    long heldReach,
    long retention,
    OpenCondition open,
    Severity severity,
    List<Escalation> escalations,
    boolean suspects,
    List<CauseRule> causes,
    List<AbsorptionRule> explainedBy,
    Set<Clue> clues) {

  private static final OpenCondition AT_ONCE = new OpenCondition(1, Duration.ZERO);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  static SymptomRule of(Symptom symptom, Set<Clue> clues) {
    long quiet = symptom.quiet().toMillis();
    long reopen = symptom.reopen().toMillis();
    long reach = quiet + reopen;
    return new SymptomRule(
        symptom.id(),
        quiet,
        reach,
        heldReach(symptom, reach),
        Math.max(reopen, HOUR),
        symptom.open(),
        symptom.severity(),
        symptom.escalations(),
        suspects(symptom),
        symptom.causedBy(),
        symptom.explainedBy(),
        Set.copyOf(clues));
  }

  private static boolean suspects(Symptom symptom) {
    return symptom.patterns().stream()
        .map(LinePattern::bare)
        .map(pattern -> pattern instanceof LinePattern.Unclaimed other ? other.pattern() : pattern)
        .anyMatch(pattern -> pattern instanceof LinePattern.Grok grok && grok.suspected());
  }

  /** As far as the longest of the conditions that hold findings back. */
  private static long heldReach(Symptom symptom, long reach) {
    return Stream.concat(
            Stream.of(symptom.open()),
            symptom.patterns().stream()
                .filter(Opening.class::isInstance)
                .map(pattern -> ((Opening) pattern).open()))
        .filter(open -> open.count() > 1)
        .mapToLong(open -> Math.min(open.within().toMillis() + 999, reach))
        .max()
        .orElse(reach);
  }

  /** For a finding whose symptom this catalogue does not know: one from before an upgrade. */
  static SymptomRule unknown(String symptom) {
    long quiet = Duration.ofMinutes(5).toMillis();
    long reach = Duration.ofMinutes(15).toMillis();
    return new SymptomRule(
        symptom,
        quiet,
        reach,
        reach,
        HOUR,
        AT_ONCE,
        Severity.LOW,
        List.of(),
        false,
        List.of(),
        List.of(),
        Set.of());
  }
}
