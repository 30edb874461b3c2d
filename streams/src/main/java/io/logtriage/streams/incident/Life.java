package io.logtriage.streams.incident;

import io.logtriage.streams.incident.Incident.Status;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether an incident is over, since when and why: a function of its last finding, of the signs of
 * recovery and of the silences of its source, whatever became known first.
 */
final class Life {
  /** Milliseconds for which a sign of recovery must hold without a new finding. */
  static final long RECOVERY_HELD = 60_000;

  private static final String SILENT = "source-silent";

  private final TrackKey key;
  private final SymptomRule rule;
  private RecoveryTimes recoveries = new RecoveryTimes();
  private Silences silences = Silences.NONE;
  private Status status = Status.OPEN;
  private long reopened;
  private @Nullable Long resolvedAt;
  private @Nullable String resolvedBy;

  /** What showed that it was over, if that is why it is resolved. */
  private @Nullable Long sign;

  private @Nullable String mergedInto;

  /** When and why it is over, if nothing more is found. */
  private record Ending(long at, @Nullable Long sign) {}

  Life(TrackKey key, SymptomRule rule) {
    this.key = key;
    this.rule = rule;
  }

  /** Findings of its track were seen to be over at these times. */
  void recoversAt(RecoveryTimes times) {
    recoveries = times;
  }

  /** Its sources were silent at these times. */
  void heardBut(Silences deploymentsSilences) {
    silences = deploymentsSilences;
  }

  Status status() {
    return status;
  }

  long reopened() {
    return reopened;
  }

  @Nullable Long resolvedAt() {
    return resolvedAt;
  }

  @Nullable String resolvedBy() {
    return resolvedBy;
  }

  @Nullable String mergedInto() {
    return mergedInto;
  }

  /** When the deployment's clock changes it next. */
  long due(Evidence evidence) {
    long end = ending(evidence).at();
    if (resolvedAt == null || end > resolvedAt) {
      return end;
    }
    return resolvedAt + rule.retention();
  }

  private Ending ending(Evidence evidence) {
    Long seen = firstSign(evidence);
    long quiet = evidence.last() + rule.quiet();
    return seen != null && seen + RECOVERY_HELD < quiet
        ? new Ending(seen + RECOVERY_HELD, seen)
        : new Ending(quiet, null);
  }

  /** Where its source said nothing, that nothing was found does not mean that it is well. */
  private String reason(Ending ending, Evidence evidence) {
    if (ending.sign() != null) {
      return "evidence";
    }
    Evidence.Tail tail = evidence.tail();
    boolean known = SILENT.equals(resolvedBy) && Objects.equals(resolvedAt, ending.at());
    boolean silent =
        known
            || (!silences.are(key)
                && silences.cover(tail.host(), tail.path(), evidence.last(), ending.at()));
    return silent ? SILENT : "quiet";
  }

  private @Nullable Long firstSign(Evidence evidence) {
    OptionalLong known = recoveries.after(evidence.last());
    Long used = sign;
    if (used != null && used > evidence.last() && (known.isEmpty() || used < known.getAsLong())) {
      return used;
    }
    return known.isPresent() ? known.getAsLong() : null;
  }

  /** Nothing more was found. */
  void end(Evidence evidence) {
    status = Status.RESOLVED;
    end(ending(evidence), evidence);
  }

  private void end(Ending ending, Evidence evidence) {
    resolvedBy = reason(ending, evidence);
    resolvedAt = ending.at();
    sign = ending.sign();
  }

  void reopen() {
    status = Status.OPEN;
    reopened++;
    resolvedAt = null;
    resolvedBy = null;
    sign = null;
  }

  /** What it takes in ended later. */
  void notBefore(Life other) {
    Long later = other.resolvedAt;
    if (resolvedAt != null && later != null) {
      resolvedAt = Math.max(resolvedAt, later);
    }
  }

  /**
   * The other is part of this one from now on.
   *
   * @param id of this one's incident
   */
  void takeIn(Life other, String id) {
    reopened += other.reopened;
    other.mergeInto(id);
  }

  void mergeInto(@Nullable String id) {
    status = Status.MERGED;
    mergedInto = id;
  }

  /**
   * Sets right when a resolved incident ended, once something came late; whether that changed. A
   * sign of recovery that did not hold opens it again.
   */
  boolean settle(Evidence evidence, long clock) {
    Long before = resolvedAt;
    if (status != Status.RESOLVED || before == null) {
      return false;
    }
    Ending ending = ending(evidence);
    if (ending.at() == before && reason(ending, evidence).equals(resolvedBy)) {
      return false;
    }
    if (ending.at() <= clock) {
      end(ending, evidence);
      return true;
    }
    if (sign != null) {
      reopen();
      return true;
    }
    return false;
  }

  void write(StateWriter out) {
    out.text(status.name());
    out.number(reopened);
    out.maybeNumber(resolvedAt);
    out.maybeText(resolvedBy);
    out.maybeNumber(sign);
    out.maybeText(mergedInto);
  }

  static Life read(StateReader in, TrackKey key, SymptomRule rule) {
    Life life = new Life(key, rule);
    life.status = Status.valueOf(in.text());
    life.reopened = in.number();
    life.resolvedAt = in.maybeNumber();
    life.resolvedBy = in.maybeText();
    life.sign = in.maybeNumber();
    life.mergedInto = in.maybeText();
    return life;
  }
}
