package io.logtriage.app;

import io.logtriage.elastic.Indexer;
import io.logtriage.elastic.IndexerStatus;

/** Says aloud, once each, what stands in an indexer's way and when it is over. */
final class IndexerWatch {
  private final Indexer indexer;
  private final Console console;
  private boolean troubled;

  IndexerWatch(Indexer indexer, Console console) {
    this.indexer = indexer;
    this.console = console;
  }

  /**
   * To be called again and again.
   *
   * @throws CommandFailure when the indexer has ended by itself
   */
  void look() {
    IndexerStatus status = indexer.check();
    if (status.state() == IndexerStatus.State.FAILED) {
      throw new CommandFailure("indexing ended: " + status.trouble());
    }
    boolean now = status.state() == IndexerStatus.State.WAITING && !status.trouble().isEmpty();
    if (now && !troubled) {
      console.note("indexing waits, nothing is lost: " + status.trouble());
    } else if (!now && troubled) {
      console.note("indexing goes on");
    }
    troubled = now;
  }
}
