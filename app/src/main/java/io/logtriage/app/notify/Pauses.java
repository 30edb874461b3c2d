package io.logtriage.app.notify;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Ever longer pauses between attempts, each a little random so that many senders spread out. */
final class Pauses {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private int failures;
  private long until = System.nanoTime();

  boolean over() {
    return System.nanoTime() - until >= 0;
  }

  /**
   * One more failure.
   *
   * @param asked how long the other side wants us to wait at least, null when it does not say
   */
  void begin(@Nullable Duration asked) {
    long doubled = Math.min(FIRST.toMillis() << Math.min(failures, 20), LONGEST.toMillis());
    failures++;
    long pause = ThreadLocalRandom.current().nextLong(doubled / 2, doubled + 1);
    long wanted = asked == null ? 0 : asked.toMillis();
    until = System.nanoTime() + Duration.ofMillis(Math.max(pause, wanted)).toNanos();
  }

  void reset() {
    failures = 0;
  }
}
