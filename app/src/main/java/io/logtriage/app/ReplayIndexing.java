package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.IndexSetup;
import io.logtriage.elastic.Indexer;
import io.logtriage.elastic.IndexerStatus;
import io.logtriage.patterns.wire.Topics;
import java.time.Duration;

/** Writes a finished replay into indices of its own. */
final class ReplayIndexing {
  private static final Duration LOOK = Duration.ofMillis(100);

  private ReplayIndexing() {}

  /**
   * Returns when all is written.
   *
   * @param incidents how many there are: each is written at least once
   */
  static void run(
      ReplayServers servers,
      Topics topics,
      ElasticOptions elastic,
      IndexNames names,
      int incidents,
      Console console) {
    try (Lifetime lifetime = new Lifetime()) {
      ElasticsearchConnection connection =
          lifetime.add(ElasticsearchConnection.open(elastic.settings()));
      connection.awaitReady(servers.wait);
      Indexer indexer =
          lifetime.add(new Indexer(servers.client(), topics, new IndexSetup(connection, names)));
      indexer.start();
      IndexerWatch watch = new IndexerWatch(indexer, console);
      while (!isDone(indexer.check(), incidents) && !lifetime.awaitEnd(LOOK)) {
        watch.look();
      }
      console.note(
          "written into Elasticsearch at " + connection.where() + ", alias " + names.incidents());
    }
  }

  /** Before its partitions are its own an indexer knows of no lag. */
  private static boolean isDone(IndexerStatus status, int incidents) {
    return status.state() == IndexerStatus.State.RUNNING
        && status.lag() == 0
        && status.written() + status.stale() + status.deadLettered() >= incidents;
  }
}
