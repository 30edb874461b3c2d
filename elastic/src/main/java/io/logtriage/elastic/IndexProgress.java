package io.logtriage.elastic;

import io.logtriage.elastic.IndexerStatus.State;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an indexer did and does: written by its loop, read by anyone. Says on the log when trouble
 * begins, changes and ends, not at every attempt.
 */
final class IndexProgress {
  private static final Logger LOG = LoggerFactory.getLogger(IndexProgress.class);

  private State state = State.CREATED;
  private String trouble = "";
  private long troubleSince;
  private long lag;
  private long waiting;
  private long oldest = Long.MAX_VALUE;
  private long written;
  private long stale;
  private long deadLettered;

  synchronized IndexerStatus status() {
    long age = oldest == Long.MAX_VALUE ? 0 : System.currentTimeMillis() - oldest;
    return new IndexerStatus(
        state,
        lag,
        waiting,
        Duration.ofMillis(Math.max(0, age)),
        written,
        stale,
        deadLettered,
        trouble);
  }

  synchronized void closed() {
    state = State.CLOSED;
  }

  synchronized void count(BulkOutcome outcome) {
    written += outcome.written();
    stale += outcome.stale();
  }

  synchronized void deadLettered(List<Refusal> refusals) {
    deadLettered += refusals.size();
    Refusal first = refusals.get(0);
    LOG.warn(
        "{} refused, kept as dead letters; the first: {}: {}",
        refusals.size(),
        first.origin(),
        first.reason());
  }

  /** Called after each turn of the loop, by its thread. */
  void seen(Consumer<?, ?> consumer, Batch batch) {
    long newLag =
        consumer.assignment().stream()
            .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
            .sum();
    synchronized (this) {
      lag = newLag;
      waiting = batch.operations().size() + (long) batch.refusals().size();
      oldest = batch.oldest();
    }
  }

  synchronized void waits(String newTrouble) {
    if (state != State.WAITING) {
      troubleSince = System.nanoTime();
    }
    if (!newTrouble.equals(trouble)) {
      LOG.warn("Indexing waits, nothing is lost: {}", newTrouble);
    }
    trouble = newTrouble;
    state = State.WAITING;
  }

  synchronized void well() {
    if (state == State.WAITING) {
      LOG.info(
          "Indexing goes on after {} s",
          Duration.ofNanos(System.nanoTime() - troubleSince).toSeconds());
    }
    state = State.RUNNING;
    trouble = "";
  }

  synchronized void failed(String why) {
    state = State.FAILED;
    trouble = why;
  }
}
