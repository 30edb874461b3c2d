package io.logtriage.streams.incident;

/** Which of an episode's timers are set; a queued timer that stands for another time is stale. */
final class EpisodeTimers {
  static final long UNSET = Long.MAX_VALUE;

  private long life = UNSET;
  private long announce = UNSET;

  long life() {
    return life;
  }

  void life(long due) {
    life = due;
  }

  long announce() {
    return announce;
  }

  void announce(long due) {
    announce = due;
  }
}
