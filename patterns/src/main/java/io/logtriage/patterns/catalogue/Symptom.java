package io.logtriage.patterns.catalogue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalogue.
 *
 * @param id stable name, for instance {@code worker-timeout}
 * @param title what a person reads
 * @param section section of the troubleshooting guide, for instance {@code 1.2}
 * @param severity what an incident begins with
 * @param escalations when an incident matters more than that
 * @param category ECS {@code event.category}
 * @param patterns what shows it; any one suffices
 * @param group names of the fields whose normalised values separate incidents; never pids or ids
 * @param open when findings become an incident
 * @param quiet how long without a finding until it counts as resolved
 * @param reopen how long after that a new finding reopens it
 * @param recovery what shows that it is over; without any it is over after the quiet time
 * @param causedBy symptoms that may explain it, the most likely first
 * @param explainedBy symptoms that absorb its findings (same source and pid)
 * @param remedy what to check, do and verify
 * @param examples lines that show it and lines that do not
 */
public record Symptom(
    String id,
    String title,
    String section,
    Severity severity,
    List<Escalation> escalations,
    List<String> category,
    List<LinePattern> patterns,
    List<String> group,
    OpenCondition open,
    Duration quiet,
    Duration reopen,
    List<RecoverySign> recovery,
    List<CauseRule> causedBy,
    List<AbsorptionRule> explainedBy,
    Remedy remedy,
    Examples examples) {

  public Symptom {
    requireNonNull(id, "id is null");
    requireNonNull(title, "title is null");
    requireNonNull(section, "section is null");
    requireNonNull(severity, "severity is null");
    escalations = List.copyOf(escalations);
    category = List.copyOf(category);
    patterns = List.copyOf(patterns);
    group = List.copyOf(group);
    requireNonNull(open, "open is null");
    requireNonNull(quiet, "quiet is null");
    requireNonNull(reopen, "reopen is null");
    recovery = List.copyOf(recovery);
    causedBy = List.copyOf(causedBy);
    explainedBy = List.copyOf(explainedBy);
    requireNonNull(remedy, "remedy is null");
    requireNonNull(examples, "examples is null");
  }

  /** Whether it is trouble of the pipeline itself, which no line shows. */
  public boolean isOfPipeline() {
    return patterns.stream().anyMatch(LinePattern.Pipeline.class::isInstance);
  }

  /**
   * When findings become an incident: {@code count} of them within {@code within}; 1 opens at once.
   *
   * @param distinct field of which they must show so many different values; null when each finding
   *     counts. Those that lack it count as one value.
   */
  public record OpenCondition(int count, Duration within, @Nullable String distinct) {
    /** Tracking keeps at least as many findings in mind until they open an incident. */
    public static final int MAX_COUNT = 100;

    public OpenCondition {
      requireNonNull(within, "within is null");
      if (count < 1) {
        throw new IllegalArgumentException("count is " + count + ", expected at least 1");
      }
    }

    /** So many findings, whatever they say. */
    public OpenCondition(int count, Duration within) {
      this(count, within, null);
    }

    /** For a person: {@code 3 findings within 60 s}. */
    public String words() {
      if (count == 1) {
        return "the first finding";
      }
      return count
          + (distinct == null ? " findings" : " different values of " + distinct)
          + " within "
          + within.toSeconds()
          + " s";
    }
  }

  /**
   * An incident of {@code symptom} seen at most {@code within} before this one began explains it.
   *
   * @param match what both must have in common where both tell it: the first clue that both tell
   *     decides. None: time alone decides
   * @param except error codes that this cause never leads to: it explains no incident whose lines
   *     tell no others
   */
  public record CauseRule(String symptom, Duration within, List<Clue> match, Set<String> except) {
    public CauseRule {
      match = List.copyOf(match);
      except = Set.copyOf(except);
    }

    public CauseRule(String symptom, Duration within) {
      this(symptom, within, List.of(), Set.of());
    }

    /** Clues that it needs to know of its effect. */
    public Set<Clue> ofEffect() {
      Set<Clue> clues = new HashSet<>(match);
      if (!except.isEmpty()) {
        clues.add(Clue.FAILURE);
      }
      return clues;
    }

    /** Whether nothing but time decides. */
    public boolean isOfTimeAlone() {
      return match.isEmpty() && except.isEmpty();
    }
  }

  /**
   * A finding at most {@code within} after one of {@code symptom} of the same source and pid is
   * that one's.
   */
  public record AbsorptionRule(String symptom, Duration within) {}

  /** What an administrator checks, does, and looks at afterwards. */
  public record Remedy(List<String> checks, List<String> fixes, List<String> verify) {
    public Remedy {
      checks = List.copyOf(checks);
      fixes = List.copyOf(fixes);
      verify = List.copyOf(verify);
    }
  }
}
