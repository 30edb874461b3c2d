package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.IndexSetup;
import io.logtriage.elastic.IndexVerification;
import io.logtriage.elastic.Indexer;
import io.logtriage.elastic.Retention;
import io.logtriage.patterns.health.HealthServer;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "index",
    description = "Writes incidents and tagged logs from Kafka into Elasticsearch.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage index --kafka kafka:9092 --elastic http://elastic:9200",
      "           logtriage index --verify"
    })
final class IndexCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private ElasticOptions elastic;
  @Mixin private HealthOptions health;

  @Option(
      names = "--retain-incidents",
      paramLabel = "TIME",
      defaultValue = "400d",
      converter = DurationConverter.class,
      description =
          "How long a month of incidents is kept in Elasticsearch (default: ${DEFAULT-VALUE}).")
  private Duration retainIncidents;

  @Option(
      names = "--retain-tagged",
      paramLabel = "TIME",
      defaultValue = "30d",
      converter = DurationConverter.class,
      description =
          "How long a day of tagged logs is kept in Elasticsearch (default: ${DEFAULT-VALUE}).")
  private Duration retainTagged;

  @Option(
      names = "--verify",
      description = {
        "Writes nothing: compares the topic with Elasticsearch, document for document,",
        "prints what differs, and returns 1 if anything does."
      })
  private boolean verify;

  IndexCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Retention retention = retention();
    try (Lifetime lifetime = new Lifetime()) {
      ElasticsearchConnection connection =
          lifetime.add(ElasticsearchConnection.open(elastic.settings()));
      Brokers.await(kafka);
      connection.awaitReady(kafka.wait);
      if (verify) {
        return verify(connection, retention);
      }
      Indexer indexer =
          lifetime.add(
              new Indexer(
                  kafka.client(),
                  kafka.topics(),
                  new IndexSetup(connection, new IndexNames(kafka.prefix)),
                  retention));
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

  private int verify(ElasticsearchConnection connection, Retention retention) {
    IndexNames names = new IndexNames(kafka.prefix);
    IndexVerification.Result result =
        new IndexVerification(kafka.client(), kafka.topics(), connection, names, retention)
            .verify();
    result.differences().forEach(difference -> console.print(difference.toString()));
    int differing = result.differences().size();
    if (differing > 0) {
      throw new CommandFailure(
          "%d of the incidents on topic %s and in Elasticsearch at %s differ"
              .formatted(differing, kafka.topics().incidents(), connection.where()));
    }
    console.print(result.incidents() + " incidents, no difference");
    return Cli.DONE;
  }

  private Retention retention() {
    try {
      return new Retention(retainIncidents, retainTagged);
    } catch (IllegalArgumentException zero) {
      throw new WrongUsage("--retain-incidents, --retain-tagged: expected more than no time");
    }
  }
}
