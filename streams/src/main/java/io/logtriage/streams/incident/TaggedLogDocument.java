package io.logtriage.streams.incident;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import io.logtriage.patterns.catalogue.Catalogue;
import java.io.IOException;
import java.util.Map;

/** One matching event as JSON: the value of its record on {@code tagged-logs}. */
public final class TaggedLogDocument {
  private final Catalogue catalogue;

  /**
   * @param catalogue where titles and tags come from
   */
  public TaggedLogDocument(Catalogue catalogue) {
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
  }

  /** Key of its record and id of its document: one event can show several symptoms. */
  public static String id(TaggedEvent event) {
    return event.sample().id() + "-" + event.finding().symptom();
  }

  /** The document, UTF-8, one line without its end. */
  public byte[] toBytes(TaggedEvent event) {
    Finding finding = event.finding();
    Sample sample = event.sample();
    SymptomText text =
        SymptomText.of(finding.symptom(), catalogue.find(finding.symptom()).orElse(null));
    FieldTree fields =
        new FieldTree(isFirst(sample, finding) ? finding.fields() : Map.of())
            .put("log.file.path", sample.path());
    if (sample.offset() >= 0) {
      fields.put("log.offset", sample.offset());
    }
    return Json.object(
        json -> {
          json.time("@timestamp", sample.time());
          json.object("event", body -> writeEvent(body, finding, sample, text));
          json.object(
              "rule",
              rule -> text.writeRule(rule, finding.fields().containsKey(Finding.SUSPECTED)));
          json.object("host", host -> host.text("name", finding.host()));
          json.object("service", service -> service.text("name", finding.service()));
          json.object(
              "labels",
              labels -> {
                labels.text("deployment", event.deployment());
                labels.members(FieldTree.labels(finding.fields()));
              });
          json.text("message", sample.message());
          json.texts("tags", text.tags());
          for (Map.Entry<String, Object> field : fields.published().entrySet()) {
            json.tree(field.getKey(), field.getValue());
          }
          json.object("incident", body -> writeIncident(body, event, fields));
        });
  }

  /**
   * A finding's fields are its first event's; another process or request may have made the others.
   */
  private static boolean isFirst(Sample sample, Finding finding) {
    return sample.equals(finding.samples().get(0));
  }

  private static void writeEvent(Json json, Finding finding, Sample sample, SymptomText text)
      throws IOException {
    json.text("id", sample.id());
    json.text("kind", "event");
    json.texts("category", text.category());
    json.number("severity", text.severity().number());
    json.text("dataset", finding.dataset());
  }

  private static void writeIncident(Json json, TaggedEvent event, FieldTree fields)
      throws IOException {
    if (!event.incidentId().isEmpty()) {
      json.text("id", event.incidentId());
    }
    json.texts("fields", fields.others());
  }
}
