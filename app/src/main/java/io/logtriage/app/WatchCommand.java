package io.logtriage.app;

import io.logtriage.streams.IncidentReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "watch",
    description = "Prints incidents from the topic as they open, change and resolve, until Ctrl-C.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  logtriage watch --since 1h --severity high --deployment shop"})
final class WatchCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Console console;
  private final KnownIncidents known = new KnownIncidents();

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Begin with incidents seen since then (default: only what comes from now on).")
  private @Nullable Instant since;

  @Mixin private IncidentFilter filter;

  @Option(names = "--updates", description = "Also print changes between opening and resolving.")
  private boolean updates;

  @Option(names = "--json", description = "One incident document per line, every state.")
  private boolean json;

  @Option(
      names = "--once",
      description = "End when everything that is on the topic now has been printed.")
  private boolean once;

  WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    filter.check();
    IncidentReader.From from =
        since == null && !once ? IncidentReader.From.END : IncidentReader.From.BEGINNING;
    IncidentPrinter printer = new IncidentPrinter(console, ZoneId.systemDefault());
    kafka.awaitAddress();
    try (Lifetime lifetime = new Lifetime()) {
      IncidentReader reader = new IncidentReader(kafka.client(), kafka.topics().incidents(), from);
      reader.start(kafka.wait);
      try (reader) {
        while (!Thread.currentThread().isInterrupted()
            && !(once && reader.hasReadAllOfTheStart())) {
          reader.poll(POLL, (id, version, opened, document) -> show(id, document, printer));
          if (outputIsGone(console.out())) {
            return Cli.DONE;
          }
        }
      }
    }
    return Cli.DONE;
  }

  /** A reader that went away ({@code watch | head}) is no failure. */
  private static boolean outputIsGone(PrintWriter out) {
    return out.checkError();
  }

  private void show(String id, byte @Nullable [] document, IncidentPrinter printer) {
    if (document == null) {
      known.remove(id);
      return;
    }
    IncidentView incident = IncidentView.of(document);
    IncidentView before = known.put(incident.id(), incident);
    boolean wanted =
        filter.wants(incident.symptom(), incident.severity(), incident.deployment())
            && (since == null || !incident.lastSeen().isBefore(since));
    if (!wanted) {
      return;
    }
    if (json) {
      console.json(new String(document, StandardCharsets.UTF_8));
      return;
    }
    String transition =
        since == null && !once
            ? IncidentPrinter.transitionFromNow(before, incident)
            : IncidentPrinter.transition(before, incident);
    if (updates || !transition.equals("update")) {
      printer.print(incident, transition, known);
    }
  }
}
