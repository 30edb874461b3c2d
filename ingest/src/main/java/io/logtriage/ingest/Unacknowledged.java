package io.logtriage.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records under way. Answers come on any thread and in any order; what they mean is applied on the
 * shipper's thread and, within a source, in order.
 */
final class Unacknowledged {
  private final Map<LineSource, Deque<Entry>> bySource = new HashMap<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final Counters counters;
  private int count;

  Unacknowledged(Counters counters) {
    this.counters = counters;
  }

  private static final class Entry {
    final Chunk chunk;
    boolean done;

    Entry(Chunk chunk) {
      this.chunk = chunk;
    }
  }

  private record Answer(Entry entry, @Nullable Exception failure) {}

  /** Notes a record that is about to be sent, and gives what its answer goes to. */
  Consumer<@Nullable Exception> add(Chunk chunk) {
    Entry entry = new Entry(chunk);
    bySource.computeIfAbsent(chunk.source(), key -> new ArrayDeque<>()).add(entry);
    count++;
    return failure -> answers.add(new Answer(entry, failure));
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Waits for answers and applies them.
   *
   * @throws SendException when the broker refused a record
   */
  void apply(Duration wait) throws InterruptedException, SendException {
    Answer answer = answers.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    while (answer != null) {
      if (answer.failure() != null) {
        throw new SendException(answer.failure());
      }
      apply(answer.entry());
      answer = answers.poll();
    }
  }

  private void apply(Entry entry) {
    entry.done = true;
    Deque<Entry> entries = bySource.get(entry.chunk.source());
    while (entries != null && !entries.isEmpty() && entries.element().done) {
      Chunk chunk = entries.remove().chunk;
      chunk.acknowledged().run();
      counters.acknowledged(chunk.record().lines());
      count--;
    }
  }
}
