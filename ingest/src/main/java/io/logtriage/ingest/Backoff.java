package io.logtriage.ingest;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Longer and longer pauses between tries, up to 30 s, with jitter. */
final class Backoff {
  private static final long FIRST = 500;
  private static final long LONGEST = 30_000;

  private long next = FIRST;

  /**
   * Pauses.
   *
   * @param succeeded whether the last try got anywhere: then it begins with short pauses again
   */
  void pause(boolean succeeded, BooleanSupplier stop) throws InterruptedException {
    next = succeeded ? FIRST : next;
    long until =
        System.nanoTime() + 1_000_000 * ThreadLocalRandom.current().nextLong(next / 2, next);
    while (!stop.getAsBoolean() && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    next = Math.min(LONGEST, next * 2);
  }
}
