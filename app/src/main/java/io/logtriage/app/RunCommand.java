package io.logtriage.app;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.health.HealthServer;
import io.logtriage.streams.IncidentStreams;
import io.logtriage.streams.StreamsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = "The Kafka Streams topology: logs in, incidents out.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  logtriage run --kafka kafka:9092 --threads 2 --health-port 8080"})
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private SymptomOptions symptoms;
  @Mixin private LogFormatOptions logFormats;
  @Mixin private HealthOptions health;
  @Mixin private WatchingOptions watch;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Stream threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--commit-interval",
      paramLabel = "TIME",
      defaultValue = "100ms",
      converter = DurationConverter.class,
      description =
          "How often a transaction ends; incidents show that much later (default: ${DEFAULT-VALUE}).")
  private Duration commitInterval;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Folder of the state, rebuilt from Kafka when lost (default: below the temporary folder).")
  private @Nullable Path state;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    StreamsOptions options =
        new StreamsOptions(
            kafka.servers,
            kafka.extra(),
            kafka.topics(),
            threads,
            state == null
                ? DataFolders.temporary("streams-" + kafka.topics().applicationId())
                : state,
            commitInterval,
            0,
            watch.options());
    Engine engine = symptoms.engine().withFormats(logFormats.formats());
    Brokers.await(kafka);
    try (Lifetime lifetime = new Lifetime()) {
      IncidentStreams streams = lifetime.add(new IncidentStreams(options, engine));
      streams.start();
      HealthServer server = lifetime.add(health.start(HealthPages.of(streams)));
      console.note(
          "running: "
              + kafka.topics().logs()
              + " -> "
              + kafka.topics().incidents()
              + " at "
              + kafka.servers
              + ", health on http://127.0.0.1:"
              + server.port()
              + "/ready");
      lifetime.awaitEnd();
    }
    return Cli.DONE;
  }
}
