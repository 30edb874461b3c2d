package io.logtriage.app;

import io.logtriage.ingest.Shipper;
import io.logtriage.ingest.ShipperOptions;
import io.logtriage.ingest.ShipperStatus;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.health.HealthServer;
import java.nio.file.Path;
import java.time.Duration;
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
    name = "ship",
    description = "Follows log files into Kafka: files, folders, globs, or - for standard input.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage ship --kafka kafka:9092 --deployment shop /var/log/nginx '/srv/*/log/*.log'",
      "           journalctl -f -u shop | logtriage ship --kafka kafka:9092 -"
    })
final class ShipCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private SourceOptions source;
  @Mixin private HealthOptions health;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files, folders with all below them, globs; - is standard input.")
  private List<String> paths = List.of();

  @Option(names = "--once", description = "Ship what is there, then end.")
  private boolean once;

  @Option(
      names = "--from-end",
      description = "At the first start, leave out what the files hold already.")
  private boolean fromEnd;

  @Option(
      names = "--stdin-name",
      paramLabel = "NAME",
      defaultValue = "stdin",
      description = "What standard input is called as a source (default: ${DEFAULT-VALUE}).")
  private String stdinName;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description =
          "Where positions are kept (default: logtriage/ship in the user's folder for state).")
  private @Nullable Path checkpoint;

  ShipCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    ShipperOptions options = options();
    String assumption = source.assumption();
    if (assumption != null) {
      console.note(assumption);
    }
    kafka.awaitAddress();
    try (Lifetime lifetime = new Lifetime()) {
      Shipper shipper = lifetime.add(new Shipper(options));
      shipper.start();
      HealthServer server = lifetime.add(health.start(HealthPages.of(shipper)));
      console.note(
          "shipping to "
              + kafka.topics().logs()
              + " at "
              + kafka.servers
              + ", health on http://127.0.0.1:"
              + server.port()
              + "/ready");
      return follow(shipper, lifetime);
    }
  }

  private ShipperOptions options() {
    SourceOptions.refuseBlankPaths(paths);
    List<Path> files = paths.stream().filter(path -> !path.equals("-")).map(Path::of).toList();
    return new ShipperOptions(
        files,
        paths.contains("-") ? stdinName : null,
        source.naming(),
        kafka.servers,
        kafka.extra(),
        kafka.topics().logs(),
        checkpoint == null ? ShipperOptions.defaultCheckpoint() : checkpoint,
        once || files.isEmpty(), // nothing more comes once standard input has ended
        fromEnd,
        kafka.wait);
  }

  /** Tells of problems as they come; with {@code --once}, waits for the end and counts. */
  private int follow(Shipper shipper, Lifetime lifetime) throws InterruptedException {
    Set<FileProblem> told = new HashSet<>();
    String error = null;
    while (!lifetime.awaitEnd(LOOK)) {
      ShipperStatus status = shipper.check();
      status.problems().stream()
          .filter(told::add)
          .forEach(problem -> console.note("not read: " + problem));
      if (status.error() != null && !status.error().equals(error)) {
        console.note(status.error());
      }
      error = status.error();
      switch (status.state()) {
        case FAILED -> throw new CommandFailure(String.valueOf(status.error()));
        case DONE -> {
          console.note(summary(status));
          return status.problems().stream().anyMatch(FileProblem::serious) ? Cli.FAILED : Cli.DONE;
        }
        default -> {}
      }
    }
    return Cli.DONE;
  }

  private static String summary(ShipperStatus status) {
    return count(status.linesAcknowledged(), "line")
        + " of "
        + count(status.files(), "source")
        + " shipped"
        + (status.linesCut() == 0 ? "" : ", " + status.linesCut() + " of them cut at 256 KB");
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
