package io.logtriage.app;

import io.logtriage.app.report.HtmlReport;
import io.logtriage.app.report.MarkdownReport;
import io.logtriage.app.report.PostMortem;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.unmatched.SymptomDraft;
import io.logtriage.streams.LastStates;
import io.logtriage.streams.ReplayOverview;
import io.logtriage.streams.ReplayTopics;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentDocument;
import io.logtriage.streams.incident.TaggedEvent;
import io.logtriage.streams.scan.Scan;
import io.logtriage.streams.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = {
      "A post-mortem of a replay, or of log files: what happened, what caused what, how it ended,",
      "what to do, and what was not understood. Markdown on stdout, unless a file is named."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage report --name friday --html friday.html",
      "           logtriage report /var/log/nginx /var/log/gunicorn > friday.md",
      "           logtriage report --name friday --drafts ./my-symptoms"
    })
final class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ReplayServers servers;
  @Mixin private SourceOptions source;
  @Mixin private SymptomOptions symptoms;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files, folders, globs, instead of a replay.")
  private List<Path> paths = List.of();

  @Option(names = "--name", paramLabel = "NAME", description = "A replay that is finished.")
  private @Nullable String name;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page that needs nothing but a browser.")
  private @Nullable Path html;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write text for a ticket.")
  private @Nullable Path markdown;

  @Option(
      names = "--drafts",
      paramLabel = "DIR",
      description = "Write symptom files for what was not understood; none is overwritten.")
  private @Nullable Path drafts;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SourceOptions.refuseBlankPaths(paths);
    if ((name == null) == paths.isEmpty()) {
      throw new WrongUsage("expected either --name NAME of a replay, or PATHs of log files");
    }
    int code = Cli.DONE;
    PostMortem report;
    if (name == null) {
      Scanned scanned = scan();
      report = scanned.report();
      code = scanned.serious() ? Cli.FAILED : Cli.DONE;
    } else {
      report = replayed(name);
    }
    if (html != null) {
      write(html, HtmlReport.of(report));
    }
    if (markdown != null) {
      write(markdown, MarkdownReport.of(report));
    }
    if (html == null && markdown == null) {
      MarkdownReport.of(report).lines().forEach(console::print);
    }
    if (drafts != null) {
      writeDrafts(drafts, report);
    }
    return code;
  }

  private PostMortem replayed(String replay) {
    try (Lifetime lifetime = new Lifetime()) {
      servers.connect(lifetime, console);
      ReplayTopics topics = new ReplayTopics(servers.client(), servers.topics(replay));
      if (topics.partitions(servers.wait) == 0) {
        throw new CommandFailure(
            "there is no replay named '"
                + replay
                + "' at "
                + servers.address()
                + "; replay it first");
      }
      if (!topics.finished(servers.wait)) {
        throw new CommandFailure(
            "replay '" + replay + "' is not finished; go on with it: replay --resume");
      }
      return PostMortem.of(
          replay,
          source.zone(),
          LastStates.read(servers.client(), servers.topics(replay).incidents(), servers.wait)
              .values(),
          ReplayOverview.read(servers.client(), servers.topics(replay), servers.wait),
          symptoms.catalogue());
    }
  }

  private record Scanned(PostMortem report, boolean serious) {}

  private Scanned scan() {
    LogFiles files = source.find(paths, source.naming(), console);
    if (files.sources().isEmpty()) {
      files.problems().forEach(this::tell);
      throw new CommandFailure("no log file found in " + title());
    }
    Engine engine =
        symptoms.engine().withFormats(source.logFormats()).collectingUnmatched(time -> true);
    LastDocuments last = new LastDocuments(new IncidentDocument(engine.catalogue()));
    ScanResult result = new Scan(engine, files.sources()).run(last);
    List<FileProblem> problems =
        Stream.concat(files.problems().stream(), result.problems().stream()).toList();
    problems.forEach(this::tell);
    return new Scanned(
        PostMortem.of(
            title(), source.zone(), last.documents(), result.overviews(), engine.catalogue()),
        problems.stream().anyMatch(FileProblem::serious));
  }

  private String title() {
    return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private void tell(FileProblem problem) {
    console.note("not read: " + problem);
  }

  private void write(Path file, String text) {
    try {
      Files.writeString(file, text);
      console.note("wrote " + file);
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot write " + file + " (" + e + "); name a file in a folder that is writable", e);
    }
  }

  private void writeDrafts(Path folder, PostMortem report) {
    try {
      Files.createDirectories(folder);
      for (SymptomDraft draft : report.drafts().values()) {
        Path file = folder.resolve(draft.fileName());
        if (Files.exists(file)) {
          console.note("left as it is: " + file);
        } else {
          Files.writeString(file, draft.yaml(), StandardOpenOption.CREATE_NEW);
          console.note("wrote " + file);
        }
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot write symptom files into " + folder + " (" + e + "); name a writable folder", e);
    }
  }

  /** Keeps the last state of each incident. */
  private static final class LastDocuments implements Changes {
    private final IncidentDocument documents;
    private final Map<String, Incident> incidents = new HashMap<>();

    LastDocuments(IncidentDocument documents) {
      this.documents = documents;
    }

    List<byte[]> documents() {
      return incidents.values().stream().map(documents::toBytes).toList();
    }

    @Override
    public void incident(Incident incident, Transition transition) {
      incidents.put(incident.id(), incident);
    }

    @Override
    public void tagged(TaggedEvent event) {}
  }
}
