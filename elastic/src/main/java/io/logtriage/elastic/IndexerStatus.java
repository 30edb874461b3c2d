package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How far indexing has come.
 *
 * @param lag records on the topics that have not been read yet
 * @param waiting documents read, but not in Elasticsearch yet
 * @param oldestWaiting age of the oldest of them, zero when none waits
 * @param written documents written or deleted since the start
 * @param stale documents that were there already, or in a newer version
 * @param deadLettered documents refused since the start
 * @param trouble what stands in the way now, in one line; empty when nothing does
 */
public record IndexerStatus(
    State state,
    long lag,
    long waiting,
    Duration oldestWaiting,
    long written,
    long stale,
    long deadLettered,
    String trouble) {

  public IndexerStatus {
    requireNonNull(state, "state is null");
    requireNonNull(oldestWaiting, "oldestWaiting is null");
    requireNonNull(trouble, "trouble is null");
  }

  /** A few seconds' work of a cluster: more means that it does not keep up. */
  static final long READY_LAG = 100_000;

  /** Whether documents flow, not far behind, and none waits for longer than {@code patience}. */
  public boolean ready(Duration patience) {
    return state == State.RUNNING && lag <= READY_LAG && oldestWaiting.compareTo(patience) <= 0;
  }

  /** Life of an indexer. */
  public enum State {
    /** Has not found Elasticsearch yet. */
    CREATED,
    /** Documents flow. */
    RUNNING,
    /** Something stands in the way; it goes on trying. */
    WAITING,
    /** Ended by an error of its own. */
    FAILED,
    CLOSED
  }
}
