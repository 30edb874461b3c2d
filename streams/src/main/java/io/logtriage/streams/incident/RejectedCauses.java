package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Clue;
import io.logtriage.patterns.catalogue.Symptom.CauseRule;
import io.logtriage.streams.incident.Clues.Verdict;
import io.logtriage.streams.incident.Incident.Cause;
import io.logtriage.streams.incident.Incident.RejectedCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why incidents whose symptom could explain another do not. */
final class RejectedCauses {
  /** Rejected causes named on an incident. */
  static final int MAX = 5;

  /** What was farther away is not worth a word. */
  private static final long NEAR = Duration.ofHours(1).toMillis();

  private final CauseChoice choice;
  private final Map<String, SymptomIndex> incidents;

  /**
   * @param incidents by symptom
   */
  RejectedCauses(CauseChoice choice, Map<String, SymptomIndex> incidents) {
    this.choice = choice;
    this.incidents = incidents;
  }

  /** Incidents that might have explained this one, the likeliest first; one for each rule. */
  List<RejectedCause> of(Episode effect) {
    List<RejectedCause> rejected = new ArrayList<>();
    Cause cause = effect.links().cause();
    for (CauseRule rule : effect.rule().causes()) {
      SymptomIndex index = incidents.get(rule.symptom());
      boolean known = cause != null && cause.symptom().equals(rule.symptom());
      if (index != null && !known && rejected.size() < MAX) {
        RejectedCause why = byClue(effect, rule);
        why = why == null ? byTime(effect, rule, index) : why;
        if (why != null) {
          rejected.add(why);
        }
      }
    }
    return rejected;
  }

  /** The time was right. */
  private @Nullable RejectedCause byClue(Episode effect, CauseRule rule) {
    return choice
        .candidates(rule, effect)
        .limit(CauseChoice.MAX_COMPARED)
        .filter(incident -> CauseChoice.verdict(rule, effect, incident) == Verdict.CONFLICT)
        .findFirst()
        .map(incident -> rejected(incident, conflict(effect, rule, incident)))
        .orElse(null);
  }

  private static String conflict(Episode effect, CauseRule rule, Episode cause) {
    if (effect.evidence().clues().failsOtherwise(rule)) {
      return "never leads to error "
          + String.join(", ", effect.evidence().clues().values(Clue.FAILURE));
    }
    for (Clue clue : rule.match()) {
      Clues here = effect.evidence().clues();
      Clues there = cause.evidence().clues();
      if (here.about(there, List.of(clue)) == Verdict.CONFLICT) {
        return "another "
            + clue.word()
            + ": "
            + there.values(clue).first()
            + ", expected "
            + here.values(clue).first();
      }
    }
    throw new IllegalStateException("no clue of " + rule + " speaks against " + cause.id());
  }

  private static @Nullable RejectedCause byTime(
      Episode effect, CauseRule rule, SymptomIndex candidates) {
    long began = effect.evidence().first();
    Episode before = candidates.lastBefore(effect);
    if (before != null && before != effect) {
      long ago = began - before.evidence().last();
      if (ago > rule.within().toMillis() && ago <= NEAR) {
        return rejected(
            before,
            "seen last "
                + seconds(ago)
                + " before this began, expected within "
                + seconds(rule.within().toMillis()));
      }
    }
    Episode after = candidates.firstAfter(effect);
    if (after != null && after != effect) {
      long later = after.evidence().first() - began;
      if (later > CauseChoice.SKEW && later <= NEAR) {
        return rejected(after, "began " + seconds(later) + " later");
      }
    }
    return null;
  }

  private static RejectedCause rejected(Episode candidate, String reason) {
    return new RejectedCause(candidate.id(), candidate.key().symptom(), reason);
  }

  private static String seconds(long millis) {
    return millis / 1_000 + " s";
  }
}
