package io.logtriage.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a long-running command has started: closed in reverse order, once, at its end, on Ctrl-C, on
 * SIGTERM and when its thread is interrupted.
 */
final class Lifetime implements AutoCloseable {
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::closeAll, "logtriage-shutdown");
  private boolean closed;

  Lifetime() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Takes over what was just started. */
  synchronized <T extends AutoCloseable> T add(T resource) {
    if (closed) {
      closeQuietly(resource);
      throw new CommandFailure("interrupted while starting");
    }
    started.push(resource);
    return resource;
  }

  /** Waits until the command is told to stop. */
  void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** As {@link #awaitEnd()}, for a while; true when it is time to end. */
  boolean awaitEnd(Duration atMost) {
    try {
      return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook is what closes us, or has.
      return;
    }
  }

  private synchronized void closeAll() {
    if (closed) {
      return;
    }
    closed = true;
    // An interrupt that ended the wait must not cut the closing short.
    boolean interrupted = Thread.interrupted();
    while (!started.isEmpty()) {
      closeQuietly(started.pop());
    }
    ended.countDown();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception failed) {
      org.slf4j.LoggerFactory.getLogger(Lifetime.class).error("while closing {}", resource, failed);
    }
  }
}
