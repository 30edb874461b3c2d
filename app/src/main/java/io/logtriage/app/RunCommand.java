package io.logtriage.app;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.health.HealthServer;
import io.logtriage.streams.Generations;
import io.logtriage.streams.IncidentStreams;
import io.logtriage.streams.StreamsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private SymptomOptions symptoms;
  @Mixin private LogFormatOptions logFormats;
  @Mixin private HealthOptions health;
  @Mixin private WatchingOptions watch;
  @Mixin private ParsedLogsOption parsedLogs;

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

  @Option(
      names = "--standby",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many other instances keep a copy of the state, to take over at once"
              + " (default: ${DEFAULT-VALUE}).")
  private int standby;

  @Option(
      names = "--reset",
      description = {
        "Reads all that the topic logs still holds again, with the symptoms of today;",
        "stop every other run before. What is found replaces what was written before."
      })
  private boolean reset;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    StreamsOptions options =
        new StreamsOptions(
            kafka.servers,
            streamsProperties(),
            kafka.topics(),
            threads,
            state == null
                ? DataFolders.temporary("streams-" + kafka.topics().applicationId())
                : state,
            commitInterval,
            0,
            watch.options(),
            parsedLogs.wanted);
    Engine engine = symptoms.engine().withFormats(logFormats.formats());
    Brokers.await(kafka);
    options = options.withGeneration(generation(options));
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
      while (!lifetime.awaitEnd(LOOK)) {
        String failure = streams.failure();
        if (failure != null) {
          throw new CommandFailure(failure);
        }
      }
    }
    return Cli.DONE;
  }

  private long generation(StreamsOptions options) {
    Generations generations = new Generations(options);
    if (!reset) {
      return generations.current();
    }
    long generation = generations.reset();
    console.note("reset: all of " + kafka.topics().logs() + " is read again, run " + generation);
    return generation;
  }

  private Map<String, String> streamsProperties() {
    Map<String, String> properties = new HashMap<>(kafka.extra());
    if (standby > 0) {
      properties.putIfAbsent("num.standby.replicas", Integer.toString(standby));
    }
    return properties;
  }
}
