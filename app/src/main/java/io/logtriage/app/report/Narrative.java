package io.logtriage.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tells a post-mortem from its beginning to its end, on whatever page. */
final class Narrative {
  private static final int MAX_SAMPLES = 3;

  private final PostMortem report;
  private final Page page;
  private final Wording wording;

  private Narrative(PostMortem report, Page page) {
    this.report = report;
    this.page = page;
    this.wording = new Wording(report.zone());
  }

  /** All of it; returns the page's text. */
  static String tell(PostMortem report, Page page) {
    Narrative narrative = new Narrative(report, page);
    narrative.head();
    narrative.overview();
    narrative.report.roots().forEach(narrative::cause);
    narrative.counts();
    new Leftovers(report, page, narrative.wording).tell();
    return page.text();
  }

  private void head() {
    page.title("Post-mortem: " + report.title());
    PostMortem.Span span = report.span();
    page.paragraph(
        "Read: "
            + Wording.counted(report.lines(), "line")
            + " of "
            + Wording.counted(report.sources().size(), "source")
            + (span == null
                ? ""
                : ", from "
                    + wording.time(span.from())
                    + " to "
                    + wording.time(span.to())
                    + " ("
                    + report.zone()
                    + ")"));
    long open = report.incidents().stream().filter(one -> one.ended() == null).count();
    page.paragraph(
        "Found: "
            + Wording.counted(report.incidents().size(), "incident")
            + " with "
            + Wording.counted(report.roots().size(), "root cause")
            + (open == 0 ? "" : "; " + Wording.number(open) + " still open at the end"));
    if (!report.catalogues().isEmpty()) {
      page.note("Catalogue of symptoms: " + report.catalogues());
    }
  }

  private void overview() {
    if (report.incidents().isEmpty()) {
      page.paragraph("Nothing that the catalogue knows happened.");
      return;
    }
    page.section("Timeline");
    page.picture(report);
    page.table(
        List.of("from", "seen for", "root cause", "severity", "where", "#times", "#effects", "end"),
        report.roots().stream()
            .map(
                root ->
                    List.of(
                        wording.time(root.first()),
                        Wording.lasting(root.first(), root.last()),
                        root.symptom(),
                        root.severity(),
                        root.deployment(),
                        Wording.number(root.count()),
                        Wording.number(report.effects(root).size()),
                        Wording.shortEnd(root)))
            .toList());
    page.section("Root causes");
  }

  private void cause(ReportedIncident root) {
    page.begin(wording.time(root.first()) + " " + root.title(), root.severity());
    page.subject(
        root.symptom(),
        (root.suspected() ? " (suspected)" : "")
            + ", "
            + root.severity()
            + ", on "
            + root.host()
            + " ("
            + root.deployment()
            + ")"
            + (root.where().isEmpty() ? "" : ", " + root.where())
            + ": "
            + Wording.counted(root.count(), "time")
            + ", "
            + wording.end(root)
            + ".");
    samples(root.samples());
    effects(report.effects(root));
    list("To check", root.checks());
    list("To fix", root.fixes());
    list("To verify", root.verify());
    page.end();
  }

  /** The first ones, those of one file together. */
  private void samples(List<ReportedIncident.Sample> samples) {
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    for (ReportedIncident.Sample sample : samples.stream().limit(MAX_SAMPLES).toList()) {
      files
          .computeIfAbsent(sample.path(), path -> new StringBuilder())
          .append(Wording.shortened(sample.message()))
          .append('\n');
    }
    files.forEach((path, lines) -> page.lines(path, lines.toString().stripTrailing()));
  }

  private void effects(List<ReportedIncident> effects) {
    if (!effects.isEmpty()) {
      page.folded(Wording.counted(effects.size(), "effect"), () -> effects.forEach(this::effect));
    }
  }

  private void effect(ReportedIncident effect) {
    page.subject(
        effect.symptom(),
        ", "
            + wording.time(effect.first())
            + ", "
            + effect.title()
            + ": "
            + Wording.counted(effect.count(), "time")
            + ", "
            + wording.end(effect)
            + ".");
    samples(effect.samples().stream().limit(1).toList());
  }

  private void list(String title, List<String> items) {
    if (!items.isEmpty()) {
      page.list(title, items);
    }
  }

  private void counts() {
    PostMortem.Span span = report.span();
    if (report.incidents().isEmpty() || span == null) {
      return;
    }
    page.section("Counts");
    page.table(
        List.of("symptom", "#incidents", "#times seen", "first", "last"),
        Activity.totals(report.incidents()).entrySet().stream()
            .map(
                entry ->
                    List.of(
                        entry.getKey(),
                        Wording.number(entry.getValue().incidents()),
                        Wording.number(entry.getValue().count()),
                        wording.time(entry.getValue().first()),
                        wording.time(entry.getValue().last())))
            .toList());
    Stream<Activity.Part> parts = Activity.overTime(report.incidents(), span, report.zone());
    page.table(
        List.of("time from", "#began", "#under way", "symptoms"),
        parts
            .map(
                part ->
                    List.of(
                        wording.time(part.from()),
                        Wording.number(part.began()),
                        Wording.number(part.underWay()),
                        part.symptoms()))
            .toList());
  }
}
