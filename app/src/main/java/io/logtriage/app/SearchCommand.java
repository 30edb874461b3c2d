package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.IncidentHit;
import io.logtriage.elastic.IncidentHits;
import io.logtriage.elastic.IncidentQuery;
import io.logtriage.elastic.IncidentSearch;
import io.logtriage.elastic.IndexNames;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.streams.incident.Incident;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "search",
    description = "Finds incidents in Elasticsearch.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage search --status open",
      "           logtriage search --symptom bad-gateway --since 2d upstream",
      "           logtriage search --host web-1 --since 3h --until 1h",
      "           logtriage search --story 3f9c"
    })
final class SearchCommand implements Callable<Integer> {
  private static final List<String> STATUSES =
      Stream.of(Incident.Status.values())
          .map(status -> status.name().toLowerCase(Locale.ROOT))
          .toList();
  private static final List<String> SEVERITIES =
      Stream.of(Severity.values()).map(Severity::word).toList();

  private final Console console;

  @Mixin private ElasticOptions elastic;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Put before the names of indices.")
  private String prefix;

  @Option(names = "--symptom", paramLabel = "ID", description = "Only this symptom.")
  private @Nullable String symptom;

  @Option(names = "--status", paramLabel = "STATUS", description = "open, resolved or merged.")
  private @Nullable String status;

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      description = "At least so severe: low, medium, high or critical.")
  private @Nullable String severity;

  @Option(names = "--deployment", paramLabel = "NAME", description = "Only this deployment.")
  private @Nullable String deployment;

  @Option(names = "--host", paramLabel = "NAME", description = "Only this host.")
  private @Nullable String host;

  @Option(
      names = "--story",
      paramLabel = "ID",
      description =
          "What started this incident and what else came of that, from the beginning, with fixes; the"
              + " first digits of its id are enough.")
  private @Nullable String story;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Seen since then: 2h, 7d, 2026-11-22, 2026-11-22T15:00:00Z.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "First seen before then.")
  private @Nullable Instant until;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "One incident document per line.")
  private boolean json;

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..*",
      description = "Words of the message, the symptom's title or a sample.")
  private List<String> words = List.of();

  SearchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > IncidentQuery.MAX_SIZE) {
      throw new WrongUsage("--limit " + limit + ": expected 1 to " + IncidentQuery.MAX_SIZE);
    }
    refuseUnlessOneOf("--status", status, STATUSES);
    refuseUnlessOneOf("--severity", severity, SEVERITIES);
    try (ElasticsearchConnection connection = ElasticsearchConnection.open(elastic.settings())) {
      IncidentSearch search = new IncidentSearch(connection, new IndexNames(prefix));
      IncidentQuery query =
          IncidentQuery.all()
              .withRoot(story == null ? null : new StorySearch(search).rootOf(story))
              .withSymptom(symptom)
              .withStatus(status)
              .withSeverity(severity)
              .withDeployment(deployment)
              .withHost(host)
              .withSince(since)
              .withUntil(until)
              .withText(words.isEmpty() ? null : String.join(" ", words))
              .withOrder(
                  json || story != null
                      ? IncidentQuery.Order.FIRST_SEEN
                      : IncidentQuery.Order.LAST_SEEN)
              .withSize(limit);
      IncidentHits found = search.search(query);
      if (json) {
        found.hits().forEach(hit -> console.json(hit.json()));
      } else if (story != null) {
        new IncidentPrinter(console, ZoneId.systemDefault()).story(views(found));
      } else {
        table(found);
      }
      if (found.hits().isEmpty()
          && symptom != null
          && Catalogue.builtIn().find(symptom).isEmpty()) {
        console.note(
            "'"
                + symptom
                + "' is no built-in symptom ('logtriage symptoms' lists them); fine if it is one of your own");
      }
    }
    return Cli.DONE;
  }

  private static void refuseUnlessOneOf(
      String option, @Nullable String value, List<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      throw new WrongUsage(
          option + " '" + value + "': expected one of " + String.join(", ", allowed));
    }
  }

  private void table(IncidentHits found) {
    List<IncidentHit> hits = found.hits();
    new IncidentPrinter(console, ZoneId.systemDefault())
        .table(views(found), i -> hits.get(i).fragments());
    if (found.total() > found.hits().size()) {
      console.note(found.hits().size() + " of " + found.total() + " incidents; --limit shows more");
    }
  }

  private static List<IncidentView> views(IncidentHits found) {
    return found.hits().stream().map(IncidentHit::document).map(IncidentView::of).toList();
  }
}
