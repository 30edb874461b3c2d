package io.logtriage.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentDocument;
import io.logtriage.streams.incident.TaggedEvent;
import io.logtriage.streams.scan.Scan;
import io.logtriage.streams.scan.ScanResult;
import io.logtriage.streams.scan.SourceLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "scan",
    description = {
      "Log files to incidents: no Kafka, no Elasticsearch, the same engine. Rotated sets are read in",
      "order; gz, xz, zst and bz2 are unpacked on the way; a tar is a folder of its name."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage scan /var/log/nginx /var/log/gunicorn",
      "           docker compose logs | logtriage scan -",
      "           logtriage scan --json --path-pattern '{deployment}/{host}/**' collected.tar.gz"
    })
final class ScanCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Comparator<Incident> BY_FIRST_SEEN =
      Comparator.comparingLong(Incident::firstSeen)
          .thenComparing(Incident::symptom)
          .thenComparing(Incident::id);

  private final Console console;

  @Mixin private SourceOptions source;
  @Mixin private SymptomOptions symptoms;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files, folders, globs; - is standard input.")
  private List<Path> paths = List.of();

  @Option(names = "--json", description = "One incident document per line, its last state.")
  private boolean json;

  @Option(names = "--updates", description = "Every state of every incident, as it changes.")
  private boolean updates;

  @Option(names = "--stats", description = "Also the ledger: what became of each source's lines.")
  private boolean stats;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Threads that read sources; 0: one a processor (default: ${DEFAULT-VALUE}). The output is"
              + " the same.")
  private int threads = 1;

  ScanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SourceOptions.refuseBlankPaths(paths);
    Path standardInput = Path.of("-");
    if (!paths.contains(standardInput)) {
      return scan(paths, UnaryOperator.identity());
    }
    List<Path> others = paths.stream().filter(path -> !path.equals(standardInput)).toList();
    try (SpooledInput input = SpooledInput.of(console.in())) {
      return scan(
          others, files -> input.addTo(files, source.naming().named("stdin"), source.firstYear()));
    }
  }

  private int scan(List<Path> named, UnaryOperator<LogFiles> more) {
    SourceNaming naming = source.naming();
    Engine engine = symptoms.engine();
    String assumption = source.assumption();
    if (assumption != null) {
      console.note(assumption);
    }
    IncidentDocument documents = new IncidentDocument(engine.catalogue());
    LogFiles files = more.apply(source.find(named, naming, console));
    if (files.sources().isEmpty()) {
      files.problems().forEach(this::tell);
      throw new CommandFailure(
          "no log file found in "
              + paths.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
    Last last = new Last(documents);
    ScanResult result = new Scan(engine, files.sources(), threads()).run(last);
    if (!updates) {
      show(last.incidents(), documents);
    }
    if (stats) {
      result.sources().forEach(this::ledger);
    }
    engine.quarantined().forEach(pattern -> console.note(SafeText.line("warning: " + pattern)));
    List<FileProblem> problems =
        Stream.concat(files.problems().stream(), result.problems().stream()).toList();
    problems.forEach(this::tell);
    return problems.stream().anyMatch(FileProblem::serious) ? Cli.FAILED : Cli.DONE;
  }

  private int threads() {
    if (threads < 0 || threads > 1024) {
      throw new WrongUsage(
          "--threads: " + threads + " is no number of threads; expected 0 to 1024");
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private void tell(FileProblem problem) {
    console.note("not read: " + problem);
  }

  private void show(List<Incident> incidents, IncidentDocument documents) {
    if (json) {
      incidents.forEach(incident -> console.json(text(documents.toBytes(incident))));
      return;
    }
    IncidentPrinter printer = new IncidentPrinter(console, source.zone());
    List<IncidentView> views =
        incidents.stream().map(documents::toBytes).map(IncidentView::of).toList();
    Map<String, IncidentView> known =
        views.stream().collect(Collectors.toMap(IncidentView::id, Function.identity()));
    views.forEach(view -> printer.explain(view, known));
    if (views.size() > 1) {
      console.print("");
    }
    printer.table(views);
  }

  private void ledger(SourceLedger ledger) {
    if (json) {
      ObjectNode node = JSON.createObjectNode().put("source", ledger.source().key());
      node.put("deployment", ledger.source().deployment()).put("in", ledger.in());
      node.put("matched", ledger.matched()).put("unmatched", ledger.unmatched());
      node.put("repeated", ledger.repeated());
      ObjectNode dropped = node.putObject("dropped");
      ledger.dropped().forEach(dropped::put);
      node.put("dead_lettered", ledger.deadLettered()).put("cut", ledger.cut());
      console.note(node.toString());
      return;
    }
    console.note(
        String.format(
            "%s: %d lines in = %d matched + %d unmatched + %d repeated + %d dropped + %d dead-lettered%s",
            ledger.source().key(),
            ledger.in(),
            ledger.matched(),
            ledger.unmatched(),
            ledger.repeated(),
            ledger.dropped().values().stream().mapToLong(Long::longValue).sum(),
            ledger.deadLettered(),
            ledger.cut() == 0 ? "" : "; " + ledger.cut() + " cut at 256 KB"));
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }

  /** Keeps the last state of each incident; prints every state when asked to. */
  private final class Last implements Changes {
    private final IncidentDocument documents;
    private final IncidentPrinter printer = new IncidentPrinter(console, source.zone());
    private final Map<String, Incident> byId = new HashMap<>();
    private final KnownIncidents known = new KnownIncidents();

    Last(IncidentDocument documents) {
      this.documents = documents;
    }

    List<Incident> incidents() {
      return byId.values().stream().sorted(BY_FIRST_SEEN).toList();
    }

    @Override
    public void incident(Incident incident, Transition transition) {
      byId.put(incident.id(), incident);
      if (updates && json) {
        console.json(text(documents.toBytes(incident)));
      } else if (updates) {
        IncidentView view = IncidentView.of(documents.toBytes(incident));
        known.put(view.id(), view);
        printer.print(view, transition.name().toLowerCase(java.util.Locale.ROOT), known);
      }
    }

    @Override
    public void tagged(TaggedEvent event) {}
  }
}
