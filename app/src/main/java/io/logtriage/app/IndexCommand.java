package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.IndexRebuild;
import io.logtriage.elastic.IndexRebuild.Rebuilt;
import io.logtriage.elastic.IndexSetup;
import io.logtriage.elastic.IndexVerification;
import io.logtriage.elastic.Indexer;
import io.logtriage.elastic.Retention;
import io.logtriage.patterns.health.HealthServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "           logtriage index --verify",
      "           logtriage index --rebuild 2026.11"
    })
final class IndexCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private ElasticOptions elastic;
  @Mixin private HealthOptions health;
  @Mixin private ParsedLogsOption parsedLogs;

  @Mixin private RetentionOptions retentions;

  @Option(
      names = "--verify",
      description = {
        "Writes nothing: compares the topic with Elasticsearch, document for document,",
        "prints what differs, and returns 1 if anything does."
      })
  private boolean verify;

  @Option(
      names = "--rebuild",
      paramLabel = "MONTH",
      arity = "0..1",
      fallbackValue = "",
      description = {
        "Makes a month of incidents (2026.11) or a day of tagged logs (2026.11.22) anew from its",
        "topic, and ends; without a month, all that --verify finds to differ, or that have other",
        "mappings. Readers see the old index until the new one is whole; index may go on running."
      })
  private @Nullable String rebuild;

  @Option(
      names = "--discard",
      description = "With --rebuild MONTH: gives up documents that the topic does not have.")
  private boolean discard;

  IndexCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Retention retention = retentions.retention();
    if (discard && (rebuild == null || rebuild.isEmpty())) {
      throw new WrongUsage("--discard: expected --rebuild MONTH beside it");
    }
    try (Lifetime lifetime = new Lifetime()) {
      ElasticsearchConnection connection =
          lifetime.add(ElasticsearchConnection.open(elastic.settings()));
      if (verify || rebuild != null) {
        Brokers.await(kafka);
        connection.awaitReady(kafka.wait);
        return verify
            ? verify(connection, retention)
            : rebuild(connection, String.valueOf(rebuild), retention);
      }
      index(lifetime, connection, retention);
    }
    return Cli.DONE;
  }

  /** An Elasticsearch that is away or closed to us is the indexer's to wait for, and to name. */
  private void index(Lifetime lifetime, ElasticsearchConnection connection, Retention retention) {
    IndexSetup setup =
        new IndexSetup(connection, new IndexNames(kafka.prefix)).withParsedLogs(parsedLogs.wanted);
    Indexer indexer = lifetime.add(new Indexer(kafka.client(), kafka.topics(), setup, retention));
    HealthServer server = lifetime.add(health.start(HealthPages.of(indexer)));
    Brokers.await(kafka);
    indexer.start();
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
    console.print(
        result.incidents()
            + " incidents, no difference"
            + (result.refused() == 0
                ? ""
                : "; "
                    + result.refused()
                    + " of them were refused by Elasticsearch, see logtriage dead-letters list"));
    return Cli.DONE;
  }

  private int rebuild(ElasticsearchConnection connection, String month, Retention retention) {
    IndexRebuild rebuilding =
        new IndexRebuild(
            kafka.client(),
            kafka.topics(),
            new IndexSetup(connection, new IndexNames(kafka.prefix)));
    List<Rebuilt> rebuilt;
    try {
      rebuilt =
          month.isEmpty()
              ? rebuilding.rebuildWhatDiffers(retention)
              : List.of(rebuilding.rebuild(month, discard));
    } catch (IllegalArgumentException noDate) {
      throw new WrongUsage("--rebuild: " + noDate.getMessage());
    }
    for (Rebuilt index : rebuilt) {
      console.print(
          "%s: %d documents%s%s"
              .formatted(
                  index.index(),
                  index.documents(),
                  index.refused() == 0 ? "" : ", " + index.refused() + " refused",
                  index.replaced().isEmpty()
                      ? ""
                      : ", in place of " + String.join(", ", index.replaced())));
    }
    if (rebuilt.isEmpty()) {
      console.print("no difference, nothing to rebuild");
    }
    return Cli.DONE;
  }
}
