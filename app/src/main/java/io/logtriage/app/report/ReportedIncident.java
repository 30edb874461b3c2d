package io.logtriage.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of an incident, out of its document.
 *
 * @param root id of the incident that is at the beginning of its chain of causes; its own for a
 *     root
 * @param cause symptom of its direct cause, null for a root
 * @param ended when it ended, null while it goes on
 * @param endedBy {@code quiet}, {@code evidence}, ...
 * @param where the values that separate it from others of its symptom
 */
record ReportedIncident(
    String id,
    String root,
    @Nullable String cause,
    String symptom,
    String title,
    String severity,
    boolean suspected,
    String status,
    String deployment,
    String host,
    long count,
    Instant first,
    Instant last,
    @Nullable Instant ended,
    @Nullable String endedBy,
    String where,
    String message,
    List<Sample> samples,
    List<String> checks,
    List<String> fixes,
    List<String> verify,
    String catalogue) {

  static final Comparator<ReportedIncident> BY_TIME =
      Comparator.comparing(ReportedIncident::first)
          .thenComparing(ReportedIncident::symptom)
          .thenComparing(ReportedIncident::id);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One line that showed it, and where it stands. */
  record Sample(String time, String path, String message) {}

  /**
   * @param document as on the topic of incidents
   */
  static ReportedIncident of(byte[] document) {
    try {
      return of(JSON.readTree(document));
    } catch (IOException broken) {
      throw new UncheckedIOException("not an incident document", broken);
    }
  }

  private static ReportedIncident of(JsonNode document) {
    JsonNode incident = document.path("incident");
    String id = incident.path("id").asText();
    JsonNode cause = incident.path("cause");
    return new ReportedIncident(
        id,
        cause.isObject() ? incident.path("root").path("id").asText(id) : id,
        cause.isObject() ? cause.path("symptom").asText() : null,
        incident.path("symptom").asText(),
        document.at("/rule/name").asText(),
        incident.path("severity").asText(),
        incident.path("suspected").asBoolean(),
        incident.path("status").asText(),
        document.at("/labels/deployment").asText(),
        document.at("/host/name").asText(),
        incident.path("count").asLong(),
        Instant.parse(incident.path("first_seen").asText()),
        Instant.parse(incident.path("last_seen").asText()),
        incident.path("resolved_at").isTextual()
            ? Instant.parse(incident.path("resolved_at").asText())
            : null,
        incident.path("resolved_by").isTextual() ? incident.path("resolved_by").asText() : null,
        group(incident.path("group")),
        document.path("message").asText(),
        samples(incident.path("samples")),
        texts(incident.at("/remedy/checks")),
        texts(incident.at("/remedy/fixes")),
        texts(incident.at("/remedy/verify")),
        incident.path("catalogue").asText());
  }

  private static String group(JsonNode group) {
    return group.properties().stream()
        .filter(entry -> !entry.getKey().equals("service.name"))
        .map(entry -> entry.getKey() + " " + entry.getValue().asText())
        .collect(Collectors.joining(", "));
  }

  private static List<Sample> samples(JsonNode samples) {
    List<Sample> read = new ArrayList<>();
    for (JsonNode sample : samples) {
      read.add(
          new Sample(
              sample.path("@timestamp").asText(),
              sample.path("log.file.path").asText(),
              sample.path("message").asText()));
    }
    return List.copyOf(read);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return List.copyOf(texts);
  }

  boolean isRoot() {
    return root.equals(id);
  }

  /** Whether something showed that it was over; else it only was not seen any more. */
  boolean recovered() {
    return "evidence".equals(endedBy);
  }

  /** Until when it is drawn: the sign of its end, or the last line that showed it. */
  Instant until() {
    return ended == null || !recovered() || ended.isBefore(last) ? last : ended;
  }
}
