package io.logtriage.streams.scan;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Reads sources on several threads, each some way ahead of the merge that takes their findings. A
 * source is read by one thread at a time and its findings stay in their order, so that what the
 * merge gives does not depend on the threads.
 */
final class ReadAhead implements AutoCloseable {
  /** Findings that may wait, of all sources together. */
  private static final int MAX_WAITING = 20_000;

  private final ExecutorService threads;
  private final List<AheadQueue> queues;

  /**
   * @param readers to be used by nobody else until this is closed
   * @param count of threads
   */
  ReadAhead(List<SourceReader> readers, int count) {
    threads = Executors.newFixedThreadPool(count, ReadAhead::thread);
    int each = Math.max(16, MAX_WAITING / Math.max(1, readers.size()));
    queues = readers.stream().map(reader -> new AheadQueue(reader, each, threads)).toList();
  }

  /** Begins to read all. */
  List<AheadQueue> start() {
    queues.forEach(AheadQueue::schedule);
    return queues;
  }

  /** One that nobody waits for at the end of the process. */
  static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "scan");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    queues.forEach(AheadQueue::stop);
    threads.shutdown();
    try {
      threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
