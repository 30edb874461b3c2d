package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Symptom.CauseRule;
import io.logtriage.streams.incident.Incident.Cause;
import io.logtriage.streams.incident.Incident.RejectedCause;
import io.logtriage.streams.incident.RuleBook.Dependent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Links the incidents of one deployment to their causes.
 *
 * <p>The cause of an incident is a function of the spans of all incidents, never of the order in
 * which they became known: the first rule of its symptom that finds an incident active from {@code
 * within} before it began to {@link #SKEW} after; of several, the last one that began before it,
 * else the first one after. Whenever a span changes, every incident whose answer may be another is
 * asked again.
 */
final class CauseFinder {
  /**
   * How much later than its effect a cause may show, in milliseconds: clocks and buffers differ.
   */
  static final long SKEW = 5_000;

  /** Effects asked again for one change; the latest. */
  static final int MAX_EFFECTS_ASKED = 1_000;

  /** Rejected causes named on an incident. */
  static final int MAX_REJECTED = 5;

  private final RuleBook rules;
  private final Map<String, SymptomIndex> incidents;
  private final Consumer<Episode> changed;
  private final Counters counters;

  /**
   * @param incidents by symptom
   * @param changed hears of every incident whose links changed
   */
  CauseFinder(
      RuleBook rules,
      Map<String, SymptomIndex> incidents,
      Consumer<Episode> changed,
      Counters counters) {
    this.rules = rules;
    this.incidents = incidents;
    this.changed = changed;
    this.counters = counters;
  }

  /** An incident opened. */
  void opened(Episode incident) {
    link(incident);
    askEffects(incident, Long.MIN_VALUE);
  }

  /** An incident's span may have grown since this was last asked. */
  void moved(Episode incident) {
    CauseLinks links = incident.links();
    boolean earlier = incident.evidence().first() != links.askedFirst();
    if (earlier) {
      link(incident);
    }
    if (earlier || incident.evidence().last() != links.askedLast()) {
      askEffects(incident, earlier ? Long.MIN_VALUE : links.askedLast());
    }
  }

  /** {@code merged} is part of {@code survivor} now. */
  void merged(Episode merged, Episode survivor) {
    Cause cause = merged.links().cause();
    if (cause != null) {
      unlinkFrom(cause, merged);
    }
    List<Episode> orphans = new ArrayList<>(merged.links().presentEffects());
    for (Episode orphan : orphans) {
      merged.links().removeEffect(orphan);
      orphan.links().causedBy(null, 0);
      orphan.changed(1);
      root(orphan, null);
    }
    survivor.links().inheritForgotten(merged.links());
    orphans.forEach(this::link);
  }

  /** The incident leaves the state; what is known of its links stays on the others. */
  void forgotten(Episode incident) {
    Cause cause = incident.links().cause();
    Episode known = cause == null ? null : find(cause);
    if (known != null) {
      known.links().presentEffects().remove(incident);
    }
  }

  /** Remembers, after a restart, which effects are still there. */
  void restored(Episode incident) {
    incident.links().asked(incident.evidence().first(), incident.evidence().last());
    Cause cause = incident.links().cause();
    Episode known = cause == null ? null : find(cause);
    if (known != null) {
      known.links().presentEffects().add(incident);
    }
  }

  /** Asks again those whose answer may change when {@code cause} was active until after then. */
  private void askEffects(Episode cause, long activeUntil) {
    Evidence span = cause.evidence();
    cause.links().asked(span.first(), span.last());
    for (Dependent dependent : rules.dependents(cause.key().symptom())) {
      SymptomIndex index = incidents.get(dependent.symptom());
      if (index == null) {
        continue;
      }
      long from =
          activeUntil == Long.MIN_VALUE
              ? span.first() - SKEW
              : activeUntil + dependent.within() + 1;
      int asked = 0;
      for (Episode effect : index.firstSeen(from, span.last() + dependent.within())) {
        if (++asked > MAX_EFFECTS_ASKED) {
          counters.unlinked++;
          break;
        }
        if (mayPrefer(effect, cause)) {
          link(effect);
        }
      }
    }
  }

  private void link(Episode effect) {
    Cause before = effect.links().cause();
    for (CauseRule rule : effect.rule().causes()) {
      Episode found = find(rule, effect);
      boolean wasThis = before != null && before.symptom().equals(rule.symptom());
      if (wasThis && find(before) == null && outlives(effect, found)) {
        return;
      }
      if (found != null) {
        change(effect, before, found);
        return;
      }
    }
    change(effect, before, null);
  }

  /** Whether {@code cause} may explain better than what is known: saves searching again. */
  private static boolean mayPrefer(Episode effect, Episode cause) {
    Cause known = effect.links().cause();
    if (known == null || known.id().equals(cause.id())) {
      return true;
    }
    String symptom = cause.key().symptom();
    if (!known.symptom().equals(symptom)) {
      return rank(effect, symptom) < rank(effect, known.symptom());
    }
    return isNearer(cause.evidence().first(), effect.links().causeFirst(), effect);
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

  private @Nullable Episode find(CauseRule rule, Episode effect) {
    SymptomIndex index = incidents.get(rule.symptom());
    if (index == null) {
      return null;
    }
    long first = effect.evidence().first();
    boolean mutual = rules.mutual(effect.key().symptom(), rule.symptom());
    return index.nearest(first - rule.within().toMillis(), first + SKEW, effect, mutual);
  }

  private void change(Episode effect, @Nullable Cause before, @Nullable Episode cause) {
    if (before == null && cause == null) {
      return;
    }
    if (before != null && cause != null && before.id().equals(cause.id())) {
      effect.links().causedBy(before, cause.evidence().first());
      return;
    }
    if (before != null) {
      unlinkFrom(before, effect);
    }
    if (cause == null) {
      effect.links().causedBy(null, 0);
    } else {
      effect
          .links()
          .causedBy(new Cause(cause.id(), cause.key().symptom()), cause.evidence().first());
      cause.links().addEffect(effect);
      cause.changed(1);
      changed.accept(cause);
    }
    effect.changed(1);
    changed.accept(effect);
    root(effect, cause == null ? null : rootOf(cause));
  }

  private static Cause rootOf(Episode incident) {
    Cause root = incident.links().root();
    return root == null ? new Cause(incident.id(), incident.key().symptom()) : root;
  }

  /** The chain that leads to this incident begins elsewhere now, and so do those from it. */
  private void root(Episode incident, @Nullable Cause root) {
    Deque<Episode> open = new ArrayDeque<>();
    if (!Objects.equals(incident.links().root(), root)) {
      incident.links().root(root);
      open.push(incident);
    }
    while (!open.isEmpty()) {
      Episode next = open.pop();
      Cause begins = rootOf(next);
      for (Episode effect : next.links().presentEffects()) {
        if (!begins.equals(effect.links().root())) {
          effect.links().root(begins);
          effect.changed(1);
          changed.accept(effect);
          open.push(effect);
        }
      }
    }
  }

  /** Incidents that might have explained this one but for their time, the likeliest first. */
  List<RejectedCause> rejected(Episode effect) {
    List<RejectedCause> rejected = new ArrayList<>();
    Cause cause = effect.links().cause();
    for (CauseRule rule : effect.rule().causes()) {
      SymptomIndex index = incidents.get(rule.symptom());
      boolean known = cause != null && cause.symptom().equals(rule.symptom());
      if (index != null && !known && rejected.size() < MAX_REJECTED) {
        RejectedCause why = RejectedCauses.of(effect, rule, index);
        if (why != null) {
          rejected.add(why);
        }
      }
    }
    return rejected;
  }

  private void unlinkFrom(Cause cause, Episode effect) {
    Episode known = find(cause);
    if (known != null) {
      known.links().removeEffect(effect);
      known.changed(1);
      changed.accept(known);
    }
  }

  private @Nullable Episode find(Cause cause) {
    SymptomIndex index = incidents.get(cause.symptom());
    return index == null ? null : index.find(cause.id());
  }
}
