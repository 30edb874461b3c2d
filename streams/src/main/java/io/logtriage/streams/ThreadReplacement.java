package io.logtriage.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that failed, after a pause that doubles up to half a minute: broken
 * infrastructure is waited for as long as it takes, without spinning.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final long FIRST_PAUSE = 1_000;
  private static final long LONGEST_PAUSE = 30_000;

  /** After so long without a failure the pause is short again. */
  private static final long CALM = Duration.ofMinutes(5).toNanos();

  private final CountDownLatch closing = new CountDownLatch(1);
  private long pause = FIRST_PAUSE;
  private long failedAt;
  private volatile long failures;
  private volatile @Nullable String last;
  private volatile @Nullable String fatal;

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    long millis = nextPause(failure);
    if (isFinal(failure)) {
      fatal = last;
      LOG.error("The topology cannot go on: {}", last, failure);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error(
        "A stream thread failed and is replaced in {} ms; nothing is lost. Failure number {}: {}",
        millis,
        failures,
        describe(failure),
        failure);
    try {
      if (closing.await(millis, TimeUnit.MILLISECONDS)) {
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  long failures() {
    return failures;
  }

  /** What failed last, null when nothing did. */
  @Nullable String last() {
    return last;
  }

  /** Why the topology ended and will not come back; null while it may. */
  @Nullable String fatal() {
    return fatal;
  }

  /** What no waiting mends: we are refused, or somebody else works under our name. */
  private static boolean isFinal(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof AuthenticationException
          || cause instanceof AuthorizationException
          || cause instanceof FencedInstanceIdException
          || cause instanceof UnsupportedVersionException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Ends the pauses: what fails from now on is not replaced. */
  void close() {
    closing.countDown();
  }

  private synchronized long nextPause(Throwable failure) {
    long now = System.nanoTime();
    pause =
        failures == 0 || now - failedAt > CALM ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2);
    failedAt = now;
    failures = failures + 1;
    last = describe(failure);
    return pause;
  }

  private static String describe(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
      root = root.getCause();
    }
    return root == failure ? failure.toString() : failure.getMessage() + ": " + root;
  }
}
