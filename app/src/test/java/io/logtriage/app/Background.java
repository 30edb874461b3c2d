package io.logtriage.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command that runs in this process until it is told to stop. */
final class Background implements AutoCloseable {
  private final CompletableFuture<CommandRun> run = new CompletableFuture<>();
  private final Thread thread;

  Background(Object... arguments) {
    thread = new Thread(() -> run.complete(CommandRun.of(arguments)), "command");
    thread.start();
  }

  /** Tells it to stop and gives what it printed. */
  CommandRun stop() throws InterruptedException, ExecutionException {
    thread.interrupt();
    try {
      return run.get(30, TimeUnit.SECONDS);
    } catch (TimeoutException stuck) {
      throw new AssertionError("did not end within 30 s of being told to", stuck);
    }
  }

  @Override
  public String toString() {
    return run.isDone() ? "ended early: " + run.join() : "running";
  }

  @Override
  public void close() throws InterruptedException, ExecutionException {
    stop();
  }
}
