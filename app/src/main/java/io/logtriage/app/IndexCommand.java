package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.IndexSetup;
import io.logtriage.elastic.Indexer;
import io.logtriage.patterns.health.HealthServer;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "index",
    description = "Writes incidents and tagged logs from Kafka into Elasticsearch.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  logtriage index --kafka kafka:9092 --elastic http://elastic:9200"})
final class IndexCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private ElasticOptions elastic;
  @Mixin private HealthOptions health;

  IndexCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Lifetime lifetime = new Lifetime()) {
      ElasticsearchConnection connection =
          lifetime.add(ElasticsearchConnection.open(elastic.settings()));
      Brokers.await(kafka);
      connection.awaitReady(kafka.wait);
      Indexer indexer =
          lifetime.add(
              new Indexer(
                  kafka.client(),
                  kafka.topics(),
                  new IndexSetup(connection, new IndexNames(kafka.prefix))));
      indexer.start();
      HealthServer server = lifetime.add(health.start(HealthPages.of(indexer)));
      console.note(
          "indexing: "
              + kafka.topics().incidents()
              + " at "
              + kafka.servers
              + " -> "
              + connection.where()
              + ", health on http://127.0.0.1:"
              + server.port()
              + "/ready");
      IndexerWatch watch = new IndexerWatch(indexer, console);
      while (!lifetime.awaitEnd(LOOK)) {
        watch.look();
      }
    }
    return Cli.DONE;
  }
}
