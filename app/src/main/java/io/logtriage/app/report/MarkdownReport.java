package io.logtriage.app.report;

import static io.logtriage.app.report.Escaped.fenced;
import static io.logtriage.app.report.Escaped.markdown;

import io.logtriage.patterns.unmatched.SymptomDraft;
import io.logtriage.patterns.unmatched.UnmatchedTemplate;
import java.util.List;
import java.util.Map;

/** A post-mortem for a ticket. */
public final class MarkdownReport {
  private static final int MAX_SAMPLES = 3;

  private final PostMortem report;
  private final Wording wording;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(PostMortem report) {
    this.report = report;
    this.wording = new Wording(report.zone());
  }

  /** The whole text. */
  public static String of(PostMortem report) {
    MarkdownReport text = new MarkdownReport(report);
    text.head();
    text.overview();
    text.causes();
    text.counts();
    text.unmatched();
    return text.out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void head() {
    line("# Post-mortem: " + markdown(report.title()));
    line("");
    PostMortem.Span span = report.span();
    line(
        "* Read: "
            + Wording.counted(report.lines(), "line")
            + " of "
            + Wording.counted(report.sources().size(), "source"));
    if (span != null) {
      line(
          "* From "
              + wording.time(span.from())
              + " to "
              + wording.time(span.to())
              + " ("
              + report.zone()
              + ")");
    }
    line(
        "* Found: "
            + Wording.counted(report.incidents().size(), "incident")
            + " with "
            + Wording.counted(report.roots().size(), "root cause"));
    if (!report.catalogues().isEmpty()) {
      line("* Catalogue of symptoms: " + markdown(report.catalogues()));
    }
  }

  private void overview() {
    if (report.incidents().isEmpty()) {
      line("");
      line("Nothing that the catalogue knows happened.");
      return;
    }
    line("");
    line("## Timeline");
    line("");
    line("| from | lasted | root cause | severity | where | lines | effects |");
    line("|---|---|---|---|---|---|---|");
    for (ReportedIncident root : report.roots()) {
      line(
          "| "
              + wording.time(root.first())
              + " | "
              + Wording.lasting(root.first(), root.until())
              + " | "
              + markdown(root.symptom())
              + " | "
              + markdown(root.severity())
              + " | "
              + markdown(root.deployment())
              + " | "
              + Wording.number(root.count())
              + " | "
              + report.effects(root).size()
              + " |");
    }
  }

  private void causes() {
    for (ReportedIncident root : report.roots()) {
      line("");
      line("## " + wording.time(root.first()) + " " + markdown(root.title()));
      line("");
      line(
          "`"
              + root.symptom()
              + "`"
              + (root.suspected() ? " (suspected)" : "")
              + ", "
              + markdown(root.severity())
              + ", on "
              + markdown(root.host())
              + " ("
              + markdown(root.deployment())
              + ")"
              + (root.where().isEmpty() ? "" : ", " + markdown(root.where()))
              + ": "
              + Wording.counted(root.count(), "time")
              + ", "
              + wording.end(root)
              + ".");
      line("");
      samples(root);
      effects(report.effects(root));
      list("To check", root.checks());
      list("To fix", root.fixes());
      list("To verify", root.verify());
    }
  }

  private void samples(ReportedIncident incident) {
    StringBuilder lines = new StringBuilder();
    incident.samples().stream()
        .limit(MAX_SAMPLES)
        .forEach(sample -> lines.append(Escaped.plain(sample.message())).append('\n'));
    if (!lines.isEmpty()) {
      out.append(fenced(lines.toString(), ""));
    }
  }

  private void effects(List<ReportedIncident> effects) {
    if (effects.isEmpty()) {
      return;
    }
    line("");
    line("Effects:");
    line("");
    for (ReportedIncident effect : effects) {
      line(
          "* "
              + wording.time(effect.first())
              + " "
              + markdown(effect.title())
              + " (`"
              + effect.symptom()
              + "`), "
              + Wording.counted(effect.count(), "time")
              + ", "
              + wording.end(effect));
    }
  }

  private void list(String title, List<String> items) {
    if (!items.isEmpty()) {
      line("");
      line(title + ":");
      line("");
      items.forEach(item -> line("* " + markdown(item.strip())));
    }
  }

  private void counts() {
    Map<String, Activity.Total> totals = Activity.totals(report.incidents());
    if (totals.isEmpty()) {
      return;
    }
    line("");
    line("## Counts");
    line("");
    line("| symptom | incidents | times seen | first | last |");
    line("|---|---|---|---|---|");
    totals.forEach(
        (symptom, total) ->
            line(
                "| "
                    + markdown(symptom)
                    + " | "
                    + total.incidents()
                    + " | "
                    + Wording.number(total.count())
                    + " | "
                    + wording.time(total.first())
                    + " | "
                    + wording.time(total.last())
                    + " |"));
  }

  private void unmatched() {
    if (report.unmatched().isEmpty()) {
      return;
    }
    line("");
    line("## Not understood");
    line("");
    line(
        "Errors that no symptom of the catalogue explains. A file below, given a name and a remedy,");
    line("makes a symptom of them.");
    report
        .unmatched()
        .forEach(
            (deployment, clusters) -> {
              line("");
              line("### " + markdown(deployment));
              clusters.stream().limit(PostMortem.MAX_CLUSTERS).forEach(this::cluster);
              if (clusters.size() > PostMortem.MAX_CLUSTERS) {
                line("");
                line((clusters.size() - PostMortem.MAX_CLUSTERS) + " rarer ones are left out.");
              }
            });
    if (report.further() > 0) {
      line("");
      line(
          Wording.counted(report.further(), "more event")
              + " said too many different things to be listed.");
    }
  }

  private void cluster(UnmatchedTemplate cluster) {
    line("");
    line(
        "* "
            + Wording.counted(cluster.count(), "time")
            + ", "
            + wording.time(cluster.first())
            + " to "
            + wording.time(cluster.last())
            + ": "
            + markdown(cluster.template()));
    line("");
    cluster.samples().stream().limit(1).forEach(sample -> out.append(fenced(sample.text(), "")));
    SymptomDraft draft = report.draft(cluster);
    if (draft != null) {
      line("");
      line("`" + draft.fileName() + "`:");
      line("");
      out.append(Escaped.code(draft.yaml(), "yaml"));
    }
  }
}
