package io.logtriage.streams.incident;

import io.logtriage.streams.incident.Incident.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the clock alone does to the incidents of one deployment: resolve, forget, announce. */
final class Lifetimes {
  private final DeploymentState state;

  Lifetimes(DeploymentState state) {
    this.state = state;
  }

  void run(Changes changes) {
    long clock = state.clocks.now();
    TimerQueue timers = state.timers;
    for (TimerQueue.Timer timer = timers.poll(clock); timer != null; timer = timers.poll(clock)) {
      if (timer.kind() == TimerQueue.Kind.ANNOUNCE) {
        state.touched.add(timer.episode());
      } else if (timer.episode().due() > clock) {
        timers.life(timer.episode());
      } else {
        expire(timer.episode(), changes);
      }
      state.touched.announce(clock, changes);
    }
  }

  private void expire(Episode episode, Changes changes) {
    if (episode.isIncident() && episode.status() == Status.OPEN) {
      episode.resolve();
      state.touched.add(episode);
      state.timers.life(episode);
      return;
    }
    if (settle(episode)) {
      return;
    }
    SymptomIndex index = state.incidents(episode.key().symptom());
    if (index == null || index.latest() != episode) {
      forget(episode, index, changes);
    }
  }

  private void forget(Episode episode, @Nullable SymptomIndex index, Changes changes) {
    if (!episode.isIncident()) {
      state.counters.unopened += episode.evidence().count();
    } else if (index != null) {
      state.touched.announceNow(episode, state.clocks.now(), changes);
      state.causes.forgotten(episode);
      index.remove(episode);
    }
    Track track = state.tracks.find(episode.key());
    if (track != null) {
      track.remove(episode);
      if (track.isEmpty()) {
        state.tracks.remove(episode.key());
        state.signs.gone(episode.key());
      }
    }
    episode.forget();
    state.touched.add(episode);
  }

  /** A source turned out to be silent: what seemed to be over is only not heard of any more. */
  void settleAll() {
    state.tracks.forEachEpisode(this::settle);
  }

  /** Sets right when an incident ended; whether that was wrong. */
  boolean settle(Episode episode) {
    boolean changed = episode.settle(state.clocks.now());
    if (changed) {
      state.touched.add(episode);
      state.timers.life(episode);
    }
    return changed;
  }

  /** Announces whatever is still pending. */
  void flush(Changes changes) {
    state.tracks.forEachEpisode(
        episode -> state.touched.announceNow(episode, state.clocks.now(), changes));
  }

  /** Lets go of incidents that have been closed for longer than they are kept; whether of any. */
  boolean sweep(long wall, EndedIncidents ended, Changes changes) {
    List<Episode> over = new ArrayList<>();
    state.tracks.forEachEpisode(
        episode -> {
          boolean closed = episode.isIncident() && episode.status() != Status.OPEN;
          if (closed && ended.isOver(episode.savedAt(), wall)) {
            over.add(episode);
          }
        });
    for (Episode episode : over) {
      SymptomIndex index = state.incidents(episode.key().symptom());
      forget(episode, index, changes);
      if (index != null) {
        index.removeForGood(episode);
      }
    }
    return !over.isEmpty();
  }
}
