package io.logtriage.streams.scan;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Findings of one source that other threads read: whoever takes them waits for them. Chunks are
 * taken one after another as a {@link SourceReader} alone would read them.
 */
final class AheadQueue implements FindingQueue {
  /** Then another source has its turn. */
  private static final int CHUNKS_IN_TURN = 32;

  private final SourceReader reader;
  private final int limit;
  private final Executor threads;

  /** Of the chunk that was taken last; only of the thread that takes. */
  private final Deque<Finding> ready = new ArrayDeque<>();

  private final List<Recovery> signs = new ArrayList<>();

  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private int waiting;
  private boolean scheduled;
  private boolean ended;
  private boolean stopped;
  private @Nullable Throwable failure;

  /** What some lines showed. */
  private record Chunk(List<Finding> findings, List<Recovery> signs) {
    Chunk() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    int size() {
      return findings.size() + signs.size();
    }
  }

  /**
   * @param limit findings that may wait here
   */
  AheadQueue(SourceReader reader, int limit, Executor threads) {
    this.reader = reader;
    this.limit = limit;
    this.threads = threads;
  }

  @Override
  public String deployment() {
    return reader.deployment();
  }

  @Override
  public String key() {
    return reader.key();
  }

  @Override
  public @Nullable Finding peek() {
    while (ready.isEmpty()) {
      Chunk next = next();
      if (next == null) {
        return null;
      }
      ready.addAll(next.findings());
      signs.addAll(next.signs());
    }
    return ready.peek();
  }

  @Override
  public void remove() {
    ready.remove();
  }

  @Override
  public void takeSigns(Consumer<Recovery> taker) {
    signs.forEach(taker);
    signs.clear();
  }

  /** The next chunk that showed anything; null at the end. */
  private synchronized @Nullable Chunk next() {
    while (chunks.isEmpty() && !ended) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + key(), e);
      }
    }
    if (chunks.isEmpty() && failure != null) {
      throw new IllegalStateException("cannot go on reading " + key(), failure);
    }
    Chunk next = chunks.poll();
    waiting -= next == null ? 0 : next.size();
    schedule();
    return next;
  }

  /** Sees to it that a thread reads on while there is room. */
  synchronized void schedule() {
    if (!scheduled && hasRoom()) {
      scheduled = true;
      threads.execute(this::read);
    }
  }

  synchronized void stop() {
    stopped = true;
  }

  private void read() {
    try {
      for (int i = 0; i < CHUNKS_IN_TURN && hasRoom(); i++) {
        Chunk chunk = new Chunk();
        boolean more = reader.read(chunk.findings()::add, chunk.signs()::add);
        took(chunk, !more);
      }
    } catch (RuntimeException | Error e) {
      failed(e);
    }
    rest();
  }

  private synchronized boolean hasRoom() {
    return waiting < limit && !ended && !stopped;
  }

  private synchronized void took(Chunk chunk, boolean last) {
    if (chunk.size() > 0) {
      chunks.add(chunk);
      waiting += chunk.size();
    }
    ended = last;
    notifyAll();
  }

  private synchronized void failed(Throwable e) {
    failure = e;
    ended = true;
    notifyAll();
  }

  /** Goes behind the other sources. */
  private synchronized void rest() {
    scheduled = false;
    schedule();
  }
}
