package io.logtriage.streams.incident;

import io.logtriage.streams.incident.Incident.Cause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What explains one incident and what it explains. */
final class CauseLinks {
  /** Effects named on an incident; more are only counted. */
  static final int MAX_EFFECTS = 100;

  private @Nullable Cause cause;
  private long causeFirst;

  /** Where the chain of causes begins; null when this incident itself is where. */
  private @Nullable Cause root;

  private final List<String> effects;
  private long effectCount;

  /** The incident's span when its possible effects were last asked; not stored. */
  private long askedFirst;

  private long askedLast;
  private int askedClues;

  /** Effects that are still in state; not stored, made again from their causes. */
  private final Set<Episode> present = new LinkedHashSet<>();

  CauseLinks() {
    this(new ArrayList<>());
  }

  private CauseLinks(List<String> effects) {
    this.effects = effects;
  }

  @Nullable Cause cause() {
    return cause;
  }

  /** When the cause was first seen, as far as known when it was linked. */
  long causeFirst() {
    return causeFirst;
  }

  void causedBy(@Nullable Cause newCause, long first) {
    cause = newCause;
    causeFirst = first;
  }

  @Nullable Cause root() {
    return root;
  }

  void root(@Nullable Cause newRoot) {
    root = newRoot;
  }

  long askedFirst() {
    return askedFirst;
  }

  long askedLast() {
    return askedLast;
  }

  /** Whether what the incident shares with others is as it was when they were asked. */
  boolean askedAbout(Clues clues) {
    return askedClues == clues.hashCode();
  }

  void asked(Evidence evidence) {
    askedFirst = evidence.first();
    askedLast = evidence.last();
    askedClues = evidence.clues().hashCode();
  }

  List<String> effects() {
    return List.copyOf(effects);
  }

  long effectCount() {
    return effectCount;
  }

  Set<Episode> presentEffects() {
    return present;
  }

  void addEffect(Episode effect) {
    present.add(effect);
    effectCount++;
    if (effects.size() < MAX_EFFECTS) {
      effects.add(effect.id());
    }
  }

  void removeEffect(Episode effect) {
    if (present.remove(effect)) {
      effectCount--;
      effects.remove(effect.id());
    }
  }

  /** Keeps, from an incident that was merged, the effects that are no longer in state. */
  void inheritForgotten(CauseLinks other) {
    for (String effect : other.effects) {
      if (effects.size() < MAX_EFFECTS && !effects.contains(effect)) {
        effects.add(effect);
      }
    }
    effectCount += other.effectCount;
  }

  void write(StateWriter out) {
    Cause known = cause;
    out.flag(known != null);
    if (known != null) {
      out.text(known.id());
      out.text(known.symptom());
      out.number(causeFirst);
    }
    Cause begins = root;
    out.flag(begins != null);
    if (begins != null) {
      out.text(begins.id());
      out.text(begins.symptom());
    }
    out.texts(effects);
    out.number(effectCount);
  }

  static CauseLinks read(StateReader in) {
    Cause cause = null;
    long causeFirst = 0;
    if (in.flag()) {
      cause = new Cause(in.text(), in.text());
      causeFirst = in.number();
    }
    Cause root = in.flag() ? new Cause(in.text(), in.text()) : null;
    CauseLinks links = new CauseLinks(new ArrayList<>(in.texts()));
    links.root(root);
    links.causedBy(cause, causeFirst);
    links.effectCount = in.number();
    return links;
  }
}
