package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.ElasticsearchSettings;
import io.logtriage.elastic.IncidentSearch;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.IndexSetup;
import io.logtriage.elastic.Indexer;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.IncidentStreams;
import io.logtriage.streams.StreamsOptions;
import io.logtriage.streams.TopicSetup;
import java.time.Duration;

/** All that stands behind the shippers, in this process: topics, indices, topology, indexer. */
final class Pipeline implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** One partition keeps the order that the shipper gave to history. */
  private static final TopicSetup.Plan TOPICS =
      new TopicSetup.Plan(1, (short) 1, Duration.ofDays(7));

  private final StreamsOptions options;
  private final Lifetime lifetime = new Lifetime();
  private final ElasticsearchConnection connection;
  private final IndexNames names;
  private final IncidentStreams streams;
  private final Indexer indexer;

  Pipeline(StreamsOptions options, ElasticsearchSettings elastic, Engine engine) {
    this.options = options;
    this.connection = lifetime.add(ElasticsearchConnection.open(elastic));
    this.names = new IndexNames(options.topics().prefix());
    this.streams = lifetime.add(new IncidentStreams(options, engine));
    this.indexer =
        lifetime.add(
            new Indexer(
                options.clientConfig(), options.topics(), new IndexSetup(connection, names)));
  }

  Pipeline start() {
    new TopicSetup(options.clientConfig(), options.topics(), TOPICS).create(PATIENCE);
    streams.start();
    connection.awaitReady(PATIENCE);
    indexer.start();
    return this;
  }

  /** Makes what is written visible to searches now; Elasticsearch would within half a second. */
  void refresh() {
    new IncidentSearch(connection, names).refresh();
  }

  Topics topics() {
    return options.topics();
  }

  StreamsOptions options() {
    return options;
  }

  IncidentStreams streams() {
    return streams;
  }

  Indexer indexer() {
    return indexer;
  }

  @Override
  public void close() {
    lifetime.close();
  }
}
