package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.catalogue.Symptom.Remedy;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What documents say of a symptom, also of one that the catalogue no longer has. */
record SymptomText(
    String id,
    String title,
    String section,
    boolean ofPipeline,
    Severity severity,
    List<String> category,
    Remedy remedy) {

  private static final String GUIDE = "SysAdmin Troubleshooting Guide ";

  static SymptomText of(String id, @Nullable Symptom symptom) {
    return symptom == null
        ? new SymptomText(
            id, id, "", false, Severity.LOW, List.of(), new Remedy(List.of(), List.of(), List.of()))
        : new SymptomText(
            id,
            symptom.title(),
            symptom.section(),
            symptom.isOfPipeline(),
            symptom.severity(),
            symptom.category(),
            symptom.remedy());
  }

  void writeRule(Json json, boolean suspected) throws IOException {
    json.text("id", id);
    json.text("name", suspected ? title + " (suspected)" : title);
    if (!section.isEmpty() && !ofPipeline) {
      json.text("reference", GUIDE + section);
    }
  }

  /** ECS {@code event.kind} of an incident. */
  String kind() {
    return ofPipeline ? "pipeline_error" : "alert";
  }

  List<String> tags() {
    if (ofPipeline) {
      return List.of(id, "pipeline");
    }
    return section.isEmpty() ? List.of(id) : List.of(id, "guide-" + section);
  }
}
