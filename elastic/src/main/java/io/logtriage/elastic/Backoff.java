package io.logtriage.elastic;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Ever longer pauses between attempts, each a little random so that many writers spread out. */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private int failures;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** How long to wait after one more failure: half to all of the doubled pause. */
  Duration next() {
    long doubled = first.toMillis() << Math.min(failures, 20);
    failures++;
    long pause = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
  }

  /** Something went well. */
  void reset() {
    failures = 0;
  }
}
