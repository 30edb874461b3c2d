package io.logtriage.app.report;

import io.logtriage.patterns.unmatched.SymptomDraft;
import io.logtriage.patterns.unmatched.UnmatchedSample;
import io.logtriage.patterns.unmatched.UnmatchedTemplate;
import java.util.List;
import java.util.stream.Collectors;

/** The part of a post-mortem that tells what was not understood, with a symptom file for each. */
final class Leftovers {
  private final PostMortem report;
  private final Page page;
  private final Wording wording;

  Leftovers(PostMortem report, Page page, Wording wording) {
    this.report = report;
    this.page = page;
    this.wording = wording;
  }

  void tell() {
    if (report.unmatched().isEmpty() && report.companions().isEmpty()) {
      return;
    }
    page.section("Not understood");
    if (!report.unmatched().isEmpty()) {
      page.paragraph(
          "Errors that no symptom of the catalogue explains. A file below, given a name and a"
              + " remedy, makes a symptom of them.");
    }
    report.unmatched().forEach(this::deployment);
    if (report.further() > 0) {
      page.note(
          Wording.counted(report.further(), "more event")
              + " said too many different things to be listed.");
    }
    if (!report.companions().isEmpty()) {
      page.note(
          "Left out, as they only came right behind a known symptom of the same process: "
              + report.companions().stream()
                  .limit(PostMortem.MAX_CLUSTERS)
                  .map(one -> one.template() + " (" + Wording.counted(one.count(), "time") + ")")
                  .collect(Collectors.joining(", ")));
    }
  }

  private void deployment(String name, List<UnmatchedTemplate> clusters) {
    clusters.stream().limit(PostMortem.MAX_CLUSTERS).forEach(one -> cluster(name, one));
    if (clusters.size() > PostMortem.MAX_CLUSTERS) {
      page.note(
          clusters.size() - PostMortem.MAX_CLUSTERS + " rarer ones of " + name + " are left out.");
    }
  }

  private void cluster(String deployment, UnmatchedTemplate cluster) {
    page.begin(cluster.template(), "");
    page.note(
        deployment
            + ": "
            + Wording.counted(cluster.count(), "time")
            + ", "
            + wording.time(cluster.first())
            + " to "
            + wording.time(cluster.last()));
    UnmatchedSample sample = cluster.samples().get(0);
    page.lines(sample.path(), Wording.shortened(sample.text()));
    SymptomDraft draft = report.draft(cluster);
    if (draft != null) {
      page.file(draft.fileName(), draft.yaml());
    }
    page.end();
  }
}
