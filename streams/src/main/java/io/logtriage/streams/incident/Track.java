package io.logtriage.streams.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The episodes of one symptom and group, in order of time and with more than their reach between
 * them. Where findings end up does not depend on the order in which they come.
 */
final class Track {
  private final List<Episode> episodes = new ArrayList<>();
  private final RecoveryTimes recoveries = new RecoveryTimes();

  /**
   * Where findings went.
   *
   * @param episode what they are part of now
   * @param absorbed episodes of the track that this one took in
   */
  record Placement(Episode episode, List<Episode> absorbed) {}

  RecoveryTimes recoveries() {
    return recoveries;
  }

  /** Whether it has no episode; signs of recovery alone may have come before their findings. */
  boolean isEmpty() {
    return episodes.isEmpty();
  }

  void remove(Episode episode) {
    episodes.remove(episode);
  }

  void forEach(Consumer<Episode> action) {
    episodes.forEach(action);
  }

  /** Puts back an episode that was stored. */
  void restore(Episode episode) {
    episode.recoversAt(recoveries);
    episodes.add(indexBehind(episode), episode);
  }

  /** Takes in new findings: alone, into one episode, or joining several. */
  Placement place(Episode incoming, Overflow overflow) {
    List<Episode> absorbed = new ArrayList<>();
    Episode current = incoming;
    incoming.recoversAt(recoveries);
    int at = indexBehind(incoming);
    while (true) {
      if (at > 0 && joined(episodes.get(at - 1), current)) {
        at--;
        current = unite(episodes.remove(at), current, incoming, absorbed, overflow);
      } else if (at < episodes.size() && joined(current, episodes.get(at))) {
        current = unite(episodes.remove(at), current, incoming, absorbed, overflow);
      } else {
        episodes.add(at, current);
        return new Placement(current, absorbed);
      }
    }
  }

  /** All episodes, for whoever changes them meanwhile. */
  List<Episode> episodes() {
    return List.copyOf(episodes);
  }

  /** The episode that was active nearest before or at {@code time}; null when none was. */
  @Nullable Episode at(long time) {
    for (int i = episodes.size() - 1; i >= 0; i--) {
      if (episodes.get(i).evidence().first() <= time) {
        return episodes.get(i);
      }
    }
    return null;
  }

  private static boolean joined(Episode earlier, Episode later) {
    return later.evidence().first() - earlier.evidence().last() <= earlier.reach();
  }

  /** Incidents outlive what is held, the one opened first the others, the stored the new. */
  private static Episode unite(
      Episode one, Episode other, Episode incoming, List<Episode> absorbed, Overflow overflow) {
    boolean keepOther =
        one.isIncident() == other.isIncident()
            ? one.isIncident() ? openedBefore(other, one) : other != incoming
            : other.isIncident();
    Episode kept = keepOther ? other : one;
    Episode taken = keepOther ? one : other;
    kept.absorb(taken, overflow);
    if (taken != incoming) {
      absorbed.add(taken);
    }
    return kept;
  }

  private static boolean openedBefore(Episode a, Episode b) {
    return a.opened() != b.opened() ? a.opened() < b.opened() : a.id().compareTo(b.id()) < 0;
  }

  /** Searched from the end, where nearly every finding belongs. */
  private int indexBehind(Episode episode) {
    int at = episodes.size();
    while (at > 0 && episodes.get(at - 1).evidence().first() > episode.evidence().first()) {
      at--;
    }
    return at;
  }
}
