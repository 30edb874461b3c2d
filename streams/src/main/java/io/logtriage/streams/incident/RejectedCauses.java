package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Symptom.CauseRule;
import io.logtriage.streams.incident.Incident.RejectedCause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why an incident whose symptom could explain another does not. */
final class RejectedCauses {
  /** What was farther away is not worth a word. */
  private static final long NEAR = Duration.ofHours(1).toMillis();

  private RejectedCauses() {}

  /** The nearest candidate by this rule, and why not; null when none is near. */
  static @Nullable RejectedCause of(Episode effect, CauseRule rule, SymptomIndex candidates) {
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
      if (later > CauseFinder.SKEW && later <= NEAR) {
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
