package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Symptom.CauseRule;
import io.logtriage.streams.incident.Clues.Verdict;
import io.logtriage.streams.incident.Incident.Cause;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which incident explains another best.
 *
 * <p>That is a function of the spans of all incidents and of what their lines have in common: an
 * incident whose clues agree, by the first rule that has one; else, by the first rule that has one,
 * an incident of which nothing speaks against it. Of several by one rule the last that began before
 * the effect, else the first after.
 */
final class CauseChoice {
  /**
   * How much later than its effect a cause may show, in milliseconds: clocks and buffers differ.
   */
  static final long SKEW = 5_000;

  /** Incidents whose clues are compared for one rule; those nearest in time. */
  static final int MAX_COMPARED = 1_000;

  private final RuleBook rules;
  private final Map<String, SymptomIndex> incidents;
  private final Overflow overflow;

  /**
   * @param incidents by symptom
   */
  CauseChoice(RuleBook rules, Map<String, SymptomIndex> incidents, Overflow overflow) {
    this.rules = rules;
    this.incidents = incidents;
    this.overflow = overflow;
  }

  /**
   * What explains an incident.
   *
   * @param incident null when nothing does
   * @param stays whether that is the cause that it had, which has left the state since
   */
  record Answer(@Nullable Episode incident, boolean stays) {}

  private record Candidate(Episode incident, boolean agrees) {}

  Answer best(Episode effect) {
    Cause before = effect.links().cause();
    boolean gone = before != null && find(before) == null;
    boolean stays = false;
    Candidate best = null;
    for (CauseRule rule : effect.rule().causes()) {
      if ((best != null || stays) && rule.match().isEmpty()) {
        continue;
      }
      Candidate found = best(rule, effect);
      if (found != null && found.agrees()) {
        return new Answer(found.incident(), false);
      }
      if (best == null && !stays) {
        stays =
            gone
                && before.symptom().equals(rule.symptom())
                && outlives(effect, found == null ? null : found.incident());
        best = stays ? null : found;
      }
    }
    return new Answer(best == null ? null : best.incident(), stays);
  }

  private @Nullable Candidate best(CauseRule rule, Episode effect) {
    if (rule.isOfTimeAlone()) {
      return candidates(rule, effect).findFirst().map(it -> new Candidate(it, false)).orElse(null);
    }
    Episode unknown = null;
    int compared = 0;
    for (Iterator<Episode> all = candidates(rule, effect).iterator(); all.hasNext(); ) {
      Episode candidate = all.next();
      if (++compared > MAX_COMPARED) {
        overflow.add(Bound.COMPARED_CAUSES, 1);
        break;
      }
      Verdict verdict = verdict(rule, effect, candidate);
      if (verdict == Verdict.AGREE) {
        return new Candidate(candidate, true);
      }
      if (verdict == Verdict.UNKNOWN && unknown == null) {
        unknown = candidate;
      }
    }
    return unknown == null ? null : new Candidate(unknown, false);
  }

  /** Incidents that the rule allows by their time, the nearest first. */
  Stream<Episode> candidates(CauseRule rule, Episode effect) {
    SymptomIndex index = incidents.get(rule.symptom());
    if (index == null) {
      return Stream.empty();
    }
    long first = effect.evidence().first();
    boolean mutual = rules.mutual(effect.key().symptom(), rule.symptom());
    return index.candidates(first - rule.within().toMillis(), first + SKEW, effect, mutual);
  }

  static Verdict verdict(CauseRule rule, Episode effect, Episode cause) {
    return effect.evidence().clues().about(cause.evidence().clues(), rule);
  }

  /** Whether {@code cause} may explain better than what is known: saves searching again. */
  static boolean mayPrefer(Episode effect, Episode cause) {
    Cause known = effect.links().cause();
    if (known == null || known.id().equals(cause.id()) || compares(effect)) {
      return true;
    }
    String symptom = cause.key().symptom();
    if (!known.symptom().equals(symptom)) {
      return rank(effect, symptom) < rank(effect, known.symptom());
    }
    return isNearer(cause.evidence().first(), effect.links().causeFirst(), effect);
  }

  /** Whether more than time decides. */
  private static boolean compares(Episode effect) {
    return effect.rule().causes().stream().anyMatch(rule -> !rule.isOfTimeAlone());
  }

  private static int rank(Episode effect, String symptom) {
    List<CauseRule> causes = effect.rule().causes();
    for (int i = 0; i < causes.size(); i++) {
      if (causes.get(i).symptom().equals(symptom)) {
        return i;
      }
    }
    return causes.size();
  }

  private static boolean isNearer(long one, long other, Episode effect) {
    long began = effect.evidence().first();
    return one <= began ? other > began || one >= other : one <= other && other > began;
  }

  /** Whether the cause that left the state is still the better answer. */
  private static boolean outlives(Episode effect, @Nullable Episode found) {
    long first = effect.links().causeFirst();
    return first <= effect.evidence().first() + SKEW
        && (found == null || isNearer(first, found.evidence().first(), effect));
  }

  /** The incident, while it is in state. */
  @Nullable Episode find(Cause cause) {
    SymptomIndex index = incidents.get(cause.symptom());
    return index == null ? null : index.find(cause.id());
  }
}
