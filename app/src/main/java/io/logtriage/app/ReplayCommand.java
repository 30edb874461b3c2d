package io.logtriage.app;

import io.logtriage.elastic.IndexNames;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.LastStates;
import io.logtriage.streams.ReplayTopics;
import io.logtriage.streams.ReplayWindow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    description = {
      "Historical logs through the real topology, kept apart from everything live:",
      "own topics, own application, own indices. The same lines give the same incidents."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage replay --name friday /var/log/nginx /var/log/gunicorn",
      "           logtriage replay --name friday-new-rules --symptoms ./symptoms collected-logs",
      "           logtriage replay --name friday --topic --kafka kafka:9092 --since 2d",
      "           logtriage diff friday friday-new-rules",
      "           logtriage replay --drop friday"
    })
final class ReplayCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec specification;
  @Mixin private ReplayServers servers;
  @Mixin private ElasticOptions elastic;
  @Mixin private SourceOptions source;
  @Mixin private SymptomOptions symptoms;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files, folders, globs.")
  private List<Path> paths = List.of();

  @Option(names = "--name", paramLabel = "NAME", description = "What to call the replay.")
  private @Nullable String name;

  @Option(
      names = "--topic",
      description = "Replay what the live topic of logs retains, instead of files.")
  private boolean topic;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Only what happened then or later.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Only what happened before.")
  private @Nullable Instant until;

  @Option(names = "--resume", description = "Go on with a replay that was interrupted.")
  private boolean resume;

  @Option(names = "--again", description = "Drop the replay of that name, and replay anew.")
  private boolean again;

  @Option(
      names = "--dry-run",
      description = "Show the incidents and leave nothing behind: the topics are temporary.")
  private boolean dryRun;

  @Option(names = "--drop", paramLabel = "NAME", description = "Remove every trace of a replay.")
  private @Nullable String drop;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads (default: one a processor, at most 4).")
  private int threads = Math.min(4, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of the replay's topics (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(names = "--json", description = "One incident document per line, its last state.")
  private boolean json;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SourceOptions.refuseBlankPaths(paths);
    refuseContradictions();
    ReplayPlace place = new ReplayPlace(servers, elasticGiven() ? elastic : null, console);
    if (drop != null) {
      try (Lifetime lifetime = new Lifetime()) {
        servers.connect(lifetime, console);
        place.drop(drop);
      }
      return Cli.DONE;
    }
    ReplayWindow window = window();
    String replay = dryRun ? "dry-run-" + ProcessHandle.current().pid() : String.valueOf(name);
    Topics topics = servers.topics(replay);
    Engine engine = symptoms.engine().withFormats(source.logFormats());
    String assumption = topic ? null : source.assumption();
    if (assumption != null) {
      console.note(assumption);
    }
    ReplayFeed feed =
        topic ? ReplayFeed.ofTopic(since, until) : ReplayFeed.ofFiles(paths, source, console);
    try (Lifetime lifetime = new Lifetime()) {
      servers.connect(lifetime, console);
      ReplayTopics own = new ReplayTopics(servers.client(), topics);
      int width = place.prepare(replay, new ReplayPlace.Wish(resume, again, partitions));
      ReplayRun run =
          new ReplayRun(
              replay,
              servers,
              topics,
              engine,
              window,
              new ReplayRun.Width(threads, width),
              console);
      boolean finished = run.run(feed, lifetime);
      if (!finished && dryRun) {
        own.drop(servers.wait);
        console.note("interrupted; nothing is left of the dry run");
        return Cli.FAILED;
      }
      if (!finished) {
        console.note(
            "interrupted; what was done is kept. Go on with the same command and --resume, or"
                + " remove it with: logtriage replay --drop "
                + replay);
        return Cli.FAILED;
      }
      Collection<byte[]> documents =
          LastStates.read(servers.client(), topics.incidents(), servers.wait).values();
      show(documents);
      if (dryRun) {
        own.drop(servers.wait);
      } else {
        own.dropInput(servers.wait);
        index(topics, replay, documents.size());
      }
      return feed.failed() ? Cli.FAILED : Cli.DONE;
    }
  }

  private void refuseContradictions() {
    if (drop != null) {
      if (name != null || topic || dryRun || !paths.isEmpty()) {
        throw new WrongUsage("--drop NAME stands alone: it removes a replay and does nothing else");
      }
      return;
    }
    if (name == null && !dryRun) {
      throw new WrongUsage("missing --name NAME: what to call the replay, for instance friday");
    }
    if (topic == !paths.isEmpty()) {
      throw new WrongUsage("expected either PATHs or --topic: what is to be replayed");
    }
    if (resume && again) {
      throw new WrongUsage("--resume goes on, --again begins anew: give one of them");
    }
    if (topic && servers.servers == null) {
      throw new WrongUsage("--topic reads live logs: name their broker with --kafka HOST:PORT");
    }
    if (threads < 1 || partitions < 1) {
      throw new WrongUsage("--threads and --partitions: expected at least 1");
    }
  }

  private ReplayWindow window() {
    try {
      return new ReplayWindow(
          since == null ? Long.MIN_VALUE : since.toEpochMilli(),
          until == null ? Long.MAX_VALUE : until.toEpochMilli());
    } catch (IllegalArgumentException empty) {
      throw new WrongUsage("--since must be before --until", empty);
    }
  }

  private void index(Topics topics, String replay, int incidents) {
    if (elasticGiven()) {
      ReplayIndexing.run(
          servers, topics, elastic, new IndexNames(servers.prefix, replay), incidents, console);
    } else if (!servers.embedded()) {
      console.note("not written into Elasticsearch; --elastic URL does that");
    }
  }

  /** Nothing is written into an Elasticsearch that nobody named. */
  private boolean elasticGiven() {
    return specification.commandLine().getParseResult().hasMatchedOption("--elastic")
        || System.getenv("LOGTRIAGE_ELASTIC") != null;
  }

  private void show(Collection<byte[]> documents) {
    List<IncidentView> incidents =
        documents.stream().map(IncidentView::of).sorted(IncidentView.BY_FIRST_SEEN).toList();
    if (json) {
      documents.stream()
          .sorted(Comparator.comparing(IncidentView::of, IncidentView.BY_FIRST_SEEN))
          .forEach(document -> console.json(new String(document, StandardCharsets.UTF_8)));
      return;
    }
    new IncidentPrinter(console, source.zone()).table(incidents);
  }
}
