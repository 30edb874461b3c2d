package io.logtriage.streams.incident;

import io.logtriage.streams.incident.Incident.Cause;
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
 * <p>The cause of an incident ({@link CauseChoice}) does not depend on the order in which incidents
 * became known: whenever the span or the clues of one change, every incident whose answer may be
 * another is asked again.
 */
final class CauseFinder {
  /** Effects asked again for one change; the latest. */
  static final int MAX_EFFECTS_ASKED = 1_000;

  private final RuleBook rules;
  private final Map<String, SymptomIndex> incidents;
  private final Consumer<Episode> changed;
  private final Counters counters;
  private final CauseChoice choice;

  /**
   * @param incidents by symptom
   * @param changed hears of every incident whose links changed
   */
  CauseFinder(
      RuleBook rules,
      Map<String, SymptomIndex> incidents,
      CauseChoice choice,
      Consumer<Episode> changed,
      Counters counters) {
    this.rules = rules;
    this.incidents = incidents;
    this.changed = changed;
    this.counters = counters;
    this.choice = choice;
  }

  /** An incident opened. */
  void opened(Episode incident) {
    link(incident);
    askEffects(incident, Long.MIN_VALUE);
  }

  /** An incident's span or clues may have grown since this was last asked. */
  void moved(Episode incident) {
    CauseLinks links = incident.links();
    boolean other =
        incident.evidence().first() != links.askedFirst()
            || !links.askedAbout(incident.evidence().clues());
    if (other) {
      link(incident);
    }
    if (other || incident.evidence().last() != links.askedLast()) {
      askEffects(incident, other ? Long.MIN_VALUE : links.askedLast());
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
    Episode known = cause == null ? null : choice.find(cause);
    if (known != null) {
      known.links().presentEffects().remove(incident);
    }
  }

  /** Remembers, after a restart, which effects are still there. */
  void restored(Episode incident) {
    incident.links().asked(incident.evidence());
    Cause cause = incident.links().cause();
    Episode known = cause == null ? null : choice.find(cause);
    if (known != null) {
      known.links().presentEffects().add(incident);
    }
  }

  /** Asks again those whose answer may change when {@code cause} was active until after then. */
  private void askEffects(Episode cause, long activeUntil) {
    Evidence span = cause.evidence();
    cause.links().asked(span);
    for (Dependent dependent : rules.dependents(cause.key().symptom())) {
      SymptomIndex index = incidents.get(dependent.symptom());
      if (index == null) {
        continue;
      }
      long from =
          activeUntil == Long.MIN_VALUE
              ? span.first() - CauseChoice.SKEW
              : activeUntil + dependent.within() + 1;
      int asked = 0;
      for (Episode effect : index.firstSeen(from, span.last() + dependent.within())) {
        if (++asked > MAX_EFFECTS_ASKED) {
          counters.unlinked++;
          break;
        }
        if (CauseChoice.mayPrefer(effect, cause)) {
          link(effect);
        }
      }
    }
  }

  private void link(Episode effect) {
    CauseChoice.Answer answer = choice.best(effect);
    if (!answer.stays()) {
      change(effect, effect.links().cause(), answer.incident());
    }
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

  private void unlinkFrom(Cause cause, Episode effect) {
    Episode known = choice.find(cause);
    if (known != null) {
      known.links().removeEffect(effect);
      known.changed(1);
      changed.accept(known);
    }
  }
}
