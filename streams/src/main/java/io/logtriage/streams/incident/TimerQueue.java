package io.logtriage.streams.incident;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What one deployment's clock will set off, soonest first. */
final class TimerQueue {
  private static final Comparator<Timer> ORDER =
      Comparator.comparingLong(Timer::due)
          .thenComparing(Timer::kind)
          .thenComparingLong(Timer::sequence);

  private final PriorityQueue<Timer> queue = new PriorityQueue<>(ORDER);
  private long sequence;

  enum Kind {
    ANNOUNCE,
    LIFE
  }

  record Timer(long due, Kind kind, long sequence, Episode episode) {}

  /** Sees to it that the episode is looked at when its life changes next. */
  void life(Episode episode) {
    long due = episode.due();
    if (due < episode.timers().life()) {
      episode.timers().life(due);
      queue.add(new Timer(due, Kind.LIFE, sequence++, episode));
    }
  }

  /** Sees to it that a pending update goes out in time. */
  void announce(Episode episode) {
    long due = episode.announcement().due();
    if (due < episode.timers().announce()) {
      episode.timers().announce(due);
      queue.add(new Timer(due, Kind.ANNOUNCE, sequence++, episode));
    }
  }

  /** Takes the next timer that is due at {@code clock}, null when none is. */
  @Nullable Timer poll(long clock) {
    while (true) {
      Timer next = queue.peek();
      if (next == null || next.due() > clock) {
        return null;
      }
      queue.remove();
      if (!next.episode().gone() && isValid(next)) {
        return next;
      }
    }
  }

  private static boolean isValid(Timer timer) {
    EpisodeTimers set = timer.episode().timers();
    if (timer.kind() == Kind.LIFE) {
      boolean valid = set.life() == timer.due();
      set.life(valid ? EpisodeTimers.UNSET : set.life());
      return valid;
    }
    boolean valid = set.announce() == timer.due();
    set.announce(valid ? EpisodeTimers.UNSET : set.announce());
    return valid;
  }
}
