package io.logtriage.streams.incident;

import io.logtriage.streams.incident.Changes.Transition;
import io.logtriage.streams.incident.Incident.RejectedCause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Episodes that changed: what is to be announced of them now, and stored before the call ends. */
final class Touched {
  private final String deployment;
  private final String catalogue;
  private final TimerQueue timers;
  private final Function<Episode, List<RejectedCause>> rejected;
  private final Set<Episode> unannounced = new LinkedHashSet<>();
  private final Set<Episode> unsaved = new LinkedHashSet<>();

  Touched(
      String deployment,
      String catalogue,
      TimerQueue timers,
      Function<Episode, List<RejectedCause>> rejected) {
    this.deployment = deployment;
    this.catalogue = catalogue;
    this.timers = timers;
    this.rejected = rejected;
  }

  void add(Episode episode) {
    unannounced.add(episode);
    unsaved.add(episode);
  }

  /**
   * Announces news; leaves updates without news to a timer, or to the end while time is unknown.
   */
  void announce(long clock, Changes changes) {
    if (unannounced.isEmpty()) {
      return;
    }
    List<Episode> waiting = new ArrayList<>();
    for (Episode episode : unannounced) {
      if (!episode.isIncident()) {
        continue;
      }
      Transition transition = episode.announcement().next(episode, clock);
      if (transition == null || waits(transition, episode, clock)) {
        waiting.add(episode);
      } else {
        make(episode, transition, clock, changes);
      }
    }
    unannounced.clear();
    if (clock == FeedClocks.UNKNOWN) {
      unannounced.addAll(waiting);
    } else {
      waiting.forEach(this::later);
    }
  }

  private static boolean waits(Transition transition, Episode episode, long clock) {
    return clock == FeedClocks.UNKNOWN
        && transition == Transition.UPDATED
        && !episode.announcement().hasNews(episode);
  }

  private void later(Episode episode) {
    if (episode.announcement().pending(episode)) {
      timers.announce(episode);
    }
  }

  /** Announces what was left because no clock tells when to. */
  void announceAll(long clock, Changes changes) {
    announce(clock, changes);
    unannounced.forEach(episode -> announceNow(episode, clock, changes));
    unannounced.clear();
  }

  /** Announces whatever is pending, due or not. */
  void announceNow(Episode episode, long clock, Changes changes) {
    if (episode.isIncident() && episode.announcement().pending(episode)) {
      Transition transition = episode.announcement().next(episode, clock);
      make(episode, transition == null ? Transition.UPDATED : transition, clock, changes);
    }
  }

  private void make(Episode episode, Transition transition, long clock, Changes changes) {
    changes.incident(IncidentSnapshot.of(episode, catalogue, rejected.apply(episode)), transition);
    episode.announcement().made(episode, clock);
    unsaved.add(episode);
  }

  /** Stores what changed; those that left the state are handed to {@code ended}. */
  void save(IncidentStore store, long wall, EndedIncidents ended) {
    for (Episode episode : unsaved) {
      save(episode, store, wall, ended);
    }
    unsaved.clear();
  }

  private void save(Episode episode, IncidentStore store, long wall, EndedIncidents ended) {
    String before = episode.storedAs();
    String key = episode.gone() ? null : StoreKeys.episode(deployment, episode);
    if (before != null && !before.equals(key)) {
      store.put(before, null);
    }
    if (key != null) {
      episode.savedAt(wall);
      store.put(key, EpisodeCodec.write(deployment, episode));
      episode.storedAs(key);
    } else if (episode.isIncident()) {
      ended.add(episode, episode.savedAt() == 0 ? wall : episode.savedAt());
    }
  }
}
