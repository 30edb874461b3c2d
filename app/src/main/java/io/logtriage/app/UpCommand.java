package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchSettings;
import io.logtriage.ingest.Shipper;
import io.logtriage.ingest.ShipperOptions;
import io.logtriage.ingest.ShipperStatus;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.health.HealthServer;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.IncidentReader;
import io.logtriage.streams.StreamsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "up",
    description = {
      "Everything on this machine: Kafka, Elasticsearch, the topology, the indexer,",
      "following your log files. Without PATH just the servers, the topology and the indexer."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  logtriage up /var/log/nginx /var/log/gunicorn --data ~/logtriage-data"
    })
final class UpCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Console console;

  @Mixin private SourceOptions source;
  @Mixin private SymptomOptions symptoms;
  @Mixin private HealthOptions health;
  @Mixin private EmbeddedServers servers;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files, folders, globs to follow.")
  private List<String> paths = List.of();

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Kafka's port on 127.0.0.1 (default: a free one).")
  private int kafkaPort;

  @Option(
      names = "--elastic-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Elasticsearch's port on 127.0.0.1 (default: a free one).")
  private int elasticPort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps all data there (default: a temporary folder that goes at the end).")
  private @Nullable Path data;

  UpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    SourceOptions.refuseBlankPaths(paths);
    source.naming();
    refuseOutOfRange("--kafka-port", kafkaPort);
    refuseOutOfRange("--elastic-port", elasticPort);
    Engine engine = symptoms.engine().withFormats(source.logFormats());
    String assumption = paths.isEmpty() ? null : source.assumption();
    if (assumption != null) {
      console.note(assumption);
    }
    try (Lifetime lifetime = new Lifetime()) {
      Path folder =
          data == null
              ? lifetime.add(TemporaryFolder.create("up")).path()
              : DataFolders.create(data.toAbsolutePath());
      servers.startMissing(lifetime, console, kafkaPort, elasticPort, data == null ? null : folder);
      Pipeline pipeline =
          lifetime
              .add(
                  new Pipeline(
                      StreamsOptions.of(servers.kafka, folder.resolve("streams"))
                          .withTopics(new Topics(servers.prefix)),
                      ElasticsearchSettings.of(servers.elastic),
                      engine))
              .start();
      HealthServer server =
          lifetime.add(health.start(HealthPages.of(pipeline.streams(), pipeline.indexer())));
      console.note("  health on http://127.0.0.1:" + server.port() + "/ready");
      console.print("ready kafka=" + servers.kafka + " elastic=" + servers.elastic);
      lifetime.add(
          new IncidentFollower(
                  new IncidentReader(
                      pipeline.options().clientConfig(),
                      pipeline.topics().incidents(),
                      IncidentReader.From.END),
                  new IncidentPrinter(console, ZoneId.systemDefault()))
              .start(PATIENCE));
      IndexerWatch indexer = new IndexerWatch(pipeline.indexer(), console);
      if (paths.isEmpty()) {
        while (!lifetime.awaitEnd(LOOK)) {
          indexer.look();
        }
      } else {
        Shipper shipper = lifetime.add(shipper(pipeline, folder.resolve("ship"))).start();
        tellProblems(shipper, indexer, lifetime);
      }
    }
    return Cli.DONE;
  }

  private static void refuseOutOfRange(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new WrongUsage(option + " " + port + ": expected 0 to 65535");
    }
  }

  private Shipper shipper(Pipeline pipeline, Path checkpoint) {
    return new Shipper(
        ShipperOptions.of(
                paths.stream().map(Path::of).toList(),
                source.naming(),
                pipeline.options().bootstrap(),
                pipeline.topics().logs(),
                checkpoint)
            .withFirstYear(source.firstYear()));
  }

  private void tellProblems(Shipper shipper, IndexerWatch indexer, Lifetime lifetime) {
    Set<FileProblem> told = new HashSet<>();
    Set<String> noted = new HashSet<>();
    while (!lifetime.awaitEnd(LOOK)) {
      indexer.look();
      ShipperStatus status = shipper.check();
      status.notes().stream().filter(noted::add).forEach(note -> console.note(SafeText.line(note)));
      status.problems().stream()
          .filter(told::add)
          .forEach(problem -> console.note("not read: " + problem));
      if (status.state() == ShipperStatus.State.FAILED) {
        throw new CommandFailure(String.valueOf(status.error()));
      }
    }
  }
}
