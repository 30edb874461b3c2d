package io.logtriage.app.report;

import static io.logtriage.app.report.Escaped.html;

import io.logtriage.patterns.unmatched.SymptomDraft;
import io.logtriage.patterns.unmatched.UnmatchedTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A post-mortem as one page that needs nothing else: no network, no script. Its content security
 * policy allows its own style sheet, by hash, and nothing more.
 */
public final class HtmlReport {
  private static final String STYLE = style();

  private final PostMortem report;
  private final Wording wording;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(PostMortem report) {
    this.report = report;
    this.wording = new Wording(report.zone());
  }

  /** The whole page. */
  public static String of(PostMortem report) {
    HtmlReport page = new HtmlReport(report);
    page.begin();
    page.head();
    page.picture();
    page.causes();
    page.counts();
    page.unmatched();
    page.out.append("</main></body></html>\n");
    return page.out.toString();
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("resource report.css is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource report.css", e);
    }
  }

  private static String styleHash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void begin() {
    out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src '")
        .append(styleHash())
        .append("'; base-uri 'none'; form-action 'none'\">")
        .append("<meta name=\"referrer\" content=\"no-referrer\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>Post-mortem: ")
        .append(html(report.title()))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><main>");
  }

  private void head() {
    out.append("<h1>Post-mortem: ").append(html(report.title())).append("</h1>");
    PostMortem.Span span = report.span();
    paragraph(
        Wording.counted(report.lines(), "line")
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
    paragraph(
        Wording.counted(report.incidents().size(), "incident")
            + " with "
            + Wording.counted(report.roots().size(), "root cause"));
    if (!report.catalogues().isEmpty()) {
      out.append("<p><small>Catalogue of symptoms: ")
          .append(html(report.catalogues()))
          .append("</small></p>");
    }
  }

  private void picture() {
    String svg = Timeline.svg(report);
    if (svg.isEmpty()) {
      paragraph("Nothing that the catalogue knows happened.");
    } else {
      out.append("<h2>Timeline</h2><div class=\"picture\" tabindex=\"0\">")
          .append(svg)
          .append("</div><p class=\"soft\">Diamonds are root causes, thin bars their effects.</p>");
    }
  }

  private void causes() {
    List<ReportedIncident> roots = report.roots();
    if (!roots.isEmpty()) {
      out.append("<h2>Root causes</h2>");
    }
    for (ReportedIncident root : roots) {
      out.append("<article class=\"").append(html(root.severity())).append("\"><h3>");
      out.append(html(root.title())).append("</h3><p class=\"soft\">");
      out.append(wording.time(root.first())).append(", ").append(html(root.severity()));
      out.append(root.suspected() ? ", suspected" : "").append(", <code>");
      out.append(html(root.symptom())).append("</code> on ").append(html(where(root)));
      out.append("</p><p>Seen ").append(Wording.counted(root.count(), "time")).append("; ");
      out.append(html(wording.end(root))).append(".</p>");
      samples(root);
      effects(report.effects(root));
      list("To check", root.checks());
      list("To fix", root.fixes());
      list("To verify", root.verify());
      out.append("</article>");
    }
  }

  private static String where(ReportedIncident incident) {
    return incident.host()
        + " ("
        + incident.deployment()
        + ")"
        + (incident.where().isEmpty() ? "" : ", " + incident.where());
  }

  private void samples(ReportedIncident incident) {
    incident.samples().stream()
        .limit(3)
        .forEach(
            sample ->
                out.append("<pre title=\"")
                    .append(html(sample.path()))
                    .append("\">")
                    .append(html(sample.message()))
                    .append("</pre>"));
  }

  private void effects(List<ReportedIncident> effects) {
    if (effects.isEmpty()) {
      return;
    }
    out.append("<details><summary>")
        .append(Wording.counted(effects.size(), "effect"))
        .append("</summary><ul>");
    for (ReportedIncident effect : effects) {
      out.append("<li>").append(wording.time(effect.first())).append(" ");
      out.append(html(effect.title())).append(" <code>").append(html(effect.symptom()));
      out.append("</code>, ").append(Wording.counted(effect.count(), "time")).append(", ");
      out.append(html(wording.end(effect))).append("<pre>").append(html(effect.message()));
      out.append("</pre></li>");
    }
    out.append("</ul></details>");
  }

  private void list(String title, List<String> items) {
    if (!items.isEmpty()) {
      out.append("<p><b>").append(title).append("</b></p><ul>");
      items.forEach(item -> out.append("<li>").append(html(item.strip())).append("</li>"));
      out.append("</ul>");
    }
  }

  private void counts() {
    if (report.incidents().isEmpty()) {
      return;
    }
    out.append("<h2>Counts</h2><div class=\"table\"><table><thead><tr><th>Symptom</th>")
        .append("<th class=\"number\">Incidents</th><th class=\"number\">Times seen</th>")
        .append("<th>First</th><th>Last</th></tr></thead><tbody>");
    Activity.totals(report.incidents())
        .forEach(
            (symptom, total) -> {
              out.append("<tr><td>").append(html(symptom)).append("</td><td class=\"number\">");
              out.append(total.incidents()).append("</td><td class=\"number\">");
              out.append(Wording.number(total.count())).append("</td><td>");
              out.append(wording.time(total.first())).append("</td><td>");
              out.append(wording.time(total.last())).append("</td></tr>");
            });
    out.append("</tbody></table></div>");
  }

  private void unmatched() {
    if (report.unmatched().isEmpty()) {
      return;
    }
    out.append("<h2>Not understood</h2><p>Errors that no symptom of the catalogue explains. A file")
        .append(" below, given a name and a remedy, makes a symptom of them.</p>");
    report
        .unmatched()
        .forEach(
            (deployment, clusters) -> {
              out.append("<h3>").append(html(deployment)).append("</h3>");
              clusters.stream().limit(PostMortem.MAX_CLUSTERS).forEach(this::cluster);
              if (clusters.size() > PostMortem.MAX_CLUSTERS) {
                paragraph(clusters.size() - PostMortem.MAX_CLUSTERS + " rarer ones are left out.");
              }
            });
    if (report.further() > 0) {
      paragraph(
          Wording.counted(report.further(), "more event")
              + " said too many different things to be listed.");
    }
  }

  private void cluster(UnmatchedTemplate cluster) {
    out.append("<article><p><b>").append(html(cluster.template())).append("</b></p>");
    out.append("<p class=\"soft\">").append(Wording.counted(cluster.count(), "time")).append(", ");
    out.append(wording.time(cluster.first())).append(" to ").append(wording.time(cluster.last()));
    out.append("</p>");
    cluster
        .samples()
        .forEach(
            sample ->
                out.append("<pre title=\"")
                    .append(html(sample.path()))
                    .append("\">")
                    .append(html(sample.text()))
                    .append("</pre>"));
    SymptomDraft draft = report.draft(cluster);
    if (draft != null) {
      out.append("<details><summary>Symptom file <code>").append(html(draft.fileName()));
      out.append("</code></summary><pre>").append(Escaped.entities(draft.yaml()));
      out.append("</pre></details>");
    }
    out.append("</article>");
  }

  private void paragraph(String text) {
    out.append("<p>").append(html(text)).append("</p>");
  }
}
