package io.logtriage.streams.incident;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Sample;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.catalogue.Symptom.Remedy;
import io.logtriage.streams.incident.Incident.Cause;
import io.logtriage.streams.incident.Incident.RejectedCause;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An incident as JSON: the value of its record on {@code incidents}, its document in Elasticsearch
 * and what every {@code --json} prints, byte for byte.
 */
public final class IncidentDocument {

  private final Catalogue catalogue;

  /**
   * @param catalogue where titles, severities and remedies come from
   */
  public IncidentDocument(Catalogue catalogue) {
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
  }

  /**
   * Version of a document in Elasticsearch: a raised generation outdoes every revision of the one
   * before.
   */
  public static long version(long generation, long revision) {
    if (generation < 0 || generation >= 1 << 22 || revision < 0 || revision >= 1L << 40) {
      throw new IllegalArgumentException(
          "generation "
              + generation
              + ", revision "
              + revision
              + ": expected 0 to 2^22 - 1 and 0 to 2^40 - 1");
    }
    return (generation << 40) + revision;
  }

  /** The document, UTF-8, one line without its end. */
  public byte[] toBytes(Incident incident) {
    Symptom symptom = catalogue.find(incident.symptom()).orElse(null);
    SymptomText text = SymptomText.of(incident.symptom(), symptom);
    FieldTree fields = new FieldTree(incident.fields());
    return Json.object(
        json -> {
          json.time("@timestamp", incident.lastSeen());
          json.object("event", event -> writeEvent(event, incident, text));
          json.object("rule", rule -> text.writeRule(rule, incident.suspected()));
          json.object("host", host -> host.text("name", incident.host()));
          json.object("service", service -> service.text("name", incident.service()));
          json.object(
              "labels",
              labels -> {
                labels.text("deployment", incident.deployment());
                labels.members(FieldTree.labels(incident.fields()));
              });
          json.text("message", incident.message());
          json.texts("tags", text.tags());
          for (Map.Entry<String, Object> field : fields.published().entrySet()) {
            json.tree(field.getKey(), field.getValue());
          }
          json.object("incident", body -> writeIncident(body, incident, text, fields));
        });
  }

  private static void writeEvent(Json json, Incident incident, SymptomText text)
      throws IOException {
    json.text("kind", text.kind());
    json.texts("category", text.category());
    json.number("severity", incident.severity().number());
    json.text("dataset", incident.dataset());
    json.time("start", incident.firstSeen());
    Long resolvedAt = incident.resolvedAt();
    json.time("end", resolvedAt);
    if (resolvedAt != null) {
      // Nanoseconds, as the Elastic Common Schema has it.
      json.number(
          "duration",
          TimeUnit.MILLISECONDS.toNanos(Math.max(0, resolvedAt - incident.firstSeen())));
    }
  }

  private static void writeIncident(
      Json json, Incident incident, SymptomText text, FieldTree fields) throws IOException {
    json.text("id", incident.id());
    json.number("revision", incident.revision());
    json.text("status", incident.status().name().toLowerCase(Locale.ROOT));
    json.text("symptom", incident.symptom());
    json.text("section", text.section());
    json.text("severity", incident.severity().word());
    json.bool("suspected", incident.suspected());
    json.time("opened", incident.opened());
    json.number("count", incident.count());
    json.bool("undated", incident.undated());
    json.number("reopened", incident.reopened());
    json.time("first_seen", incident.firstSeen());
    json.time("last_seen", incident.lastSeen());
    json.time("resolved_at", incident.resolvedAt());
    json.text("resolved_by", incident.resolvedBy());
    json.text("merged_into", incident.mergedInto());
    json.texts("group", incident.group());
    json.texts("fields", fields.others());
    writeLinks(json, incident);
    json.objects("samples", incident.samples(), IncidentDocument::writeSample);
    json.object("remedy", body -> writeRemedy(body, text.remedy()));
    json.text("catalogue", incident.catalogue());
  }

  private static void writeLinks(Json json, Incident incident) throws IOException {
    Cause cause = incident.cause();
    if (cause == null) {
      json.text("cause", (String) null);
    } else {
      json.object("cause", body -> writeCause(body, cause));
    }
    json.object("root", body -> writeCause(body, incident.root()));
    json.objects("rejected_causes", incident.rejected(), IncidentDocument::writeRejected);
    json.texts("effects", incident.effects());
    json.number("effects_count", incident.effectCount());
  }

  private static void writeCause(Json json, Cause cause) throws IOException {
    json.text("id", cause.id());
    json.text("symptom", cause.symptom());
  }

  private static void writeRejected(Json json, RejectedCause rejected) throws IOException {
    json.text("id", rejected.id());
    json.text("symptom", rejected.symptom());
    json.text("reason", rejected.reason());
  }

  private static void writeSample(Json json, Sample sample) throws IOException {
    json.time("@timestamp", sample.time());
    json.text("message", sample.message());
    json.text("log.file.path", sample.path());
    if (sample.offset() >= 0) {
      json.number("log.offset", sample.offset());
    }
  }

  private static void writeRemedy(Json json, Remedy remedy) throws IOException {
    json.texts("checks", remedy.checks());
    json.texts("fixes", remedy.fixes());
    json.texts("verify", remedy.verify());
  }
}
