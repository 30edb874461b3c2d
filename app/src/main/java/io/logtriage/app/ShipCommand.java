package io.logtriage.app;

import io.logtriage.ingest.CheckpointReport;
import io.logtriage.ingest.Input;
import io.logtriage.ingest.InvalidSourcesException;
import io.logtriage.ingest.RedactionRules;
import io.logtriage.ingest.Shipper;
import io.logtriage.ingest.ShipperOptions;
import io.logtriage.ingest.ShipperStatus;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.health.HealthServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "ship",
    description =
        "Follows log files into Kafka: files, folders, globs, pipes, or - for standard input.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage ship --kafka kafka:9092 --deployment shop /var/log/nginx '/srv/*/log/*.log'",
      "           logtriage ship --kafka kafka:9092 --journal nginx.service --syslog udp:5514",
      "           logtriage ship --kafka kafka:9092 --sources /etc/logtriage/sources.yaml",
      "           logtriage ship --status"
    })
final class ShipCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private SourceOptions source;
  @Mixin private InputOptions inputs;
  @Mixin private HealthOptions health;

  @Option(names = "--once", description = "Ship what is there, then end.")
  private boolean once;

  @Option(
      names = "--dry-run",
      description = "Print what would be sent and end; Kafka and the checkpoint stay untouched.")
  private boolean dryRun;

  @Option(
      names = "--status",
      description = "Print how far the checkpoint is: position and lag of each source, last error.")
  private boolean status;

  @Option(names = "--json", description = "With --dry-run and --status: JSON, one object per line.")
  private boolean json;

  @Option(
      names = "--redact",
      paramLabel = "REGEX",
      description =
          "Also takes out of lines what this finds: its first group, else all; may be repeated.")
  private List<String> redact = List.of();

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
    ShipReports reports = new ShipReports(console, json);
    if (status) {
      reports.status(CheckpointReport.read(checkpoint()));
      return Cli.DONE;
    }
    if (json && !dryRun) {
      throw new WrongUsage("--json goes with --dry-run or --status");
    }
    ShipperOptions options = options();
    String assumption = source.assumption();
    if (assumption != null) {
      console.note(assumption);
    }
    try (Lifetime lifetime = new Lifetime()) {
      if (dryRun) {
        Shipper shipper = lifetime.add(Shipper.dryRun(options, reports::record));
        return follow(shipper.start(), lifetime);
      }
      kafka.awaitAddress();
      Shipper shipper = lifetime.add(new Shipper(options));
      shipper.start();
      HangUp.calls(shipper::reload);
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
    } catch (InvalidSourcesException wrong) {
      throw new CommandFailure(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private Path checkpoint() {
    return checkpoint == null ? ShipperOptions.defaultCheckpoint() : checkpoint;
  }

  private ShipperOptions options() {
    SourceNaming naming = source.naming();
    List<Input> all = inputs.inputs(naming);
    return new ShipperOptions(
        all,
        inputs.sources(),
        naming,
        kafka.servers,
        kafka.extra(),
        kafka.topics().logs(),
        checkpoint(),
        once || dryRun || inputs.endByThemselves(all),
        source.firstYear(),
        redaction(),
        kafka.wait);
  }

  private RedactionRules redaction() {
    try {
      return RedactionRules.of(redact);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage("--redact: " + wrong.getMessage(), wrong);
    }
  }

  /** Tells of problems as they come; with {@code --once}, waits for the end and counts. */
  private int follow(Shipper shipper, Lifetime lifetime) throws InterruptedException {
    Set<FileProblem> told = new HashSet<>();
    Set<String> noted = new HashSet<>();
    Map<String, Long> lost = new HashMap<>();
    String error = null;
    while (!lifetime.awaitEnd(LOOK)) {
      ShipperStatus status = shipper.check();
      status.notes().stream().filter(noted::add).forEach(note -> console.note(SafeText.line(note)));
      status.problems().stream()
          .filter(told::add)
          .forEach(problem -> console.note("not read: " + problem));
      if (status.error() != null && !status.error().equals(error)) {
        console.note(status.error());
      }
      error = status.error();
      tellLost(status, lost);
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

  private void tellLost(ShipperStatus status, Map<String, Long> told) {
    status
        .linesLost()
        .forEach(
            (input, count) -> {
              if (!count.equals(told.put(input, count))) {
                console.note("lost: " + count(count, "message") + " of " + input);
              }
            });
  }

  private static String summary(ShipperStatus status) {
    return count(status.linesAcknowledged(), "line")
        + " of "
        + count(status.files(), "source")
        + " shipped"
        + (status.linesCut() == 0 ? "" : ", " + status.linesCut() + " of them cut at 256 KB")
        + status.linesLost().entrySet().stream()
            .map(lost -> ", " + lost.getValue() + " lost by " + lost.getKey())
            .collect(Collectors.joining());
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
