package io.logtriage.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the terminal shows of an incident document. */
record IncidentView(
    String id,
    long revision,
    String symptom,
    String title,
    String section,
    String severity,
    String status,
    String deployment,
    String host,
    String service,
    long count,
    Instant firstSeen,
    Instant lastSeen,
    Instant opened,
    @Nullable Instant resolvedAt,
    @Nullable String resolvedBy,
    @Nullable String cause,
    @Nullable String causeId,
    @Nullable String root,
    long effects,
    List<String> effectIds,
    String message,
    String fix) {

  static final Comparator<IncidentView> BY_FIRST_SEEN =
      Comparator.comparing(IncidentView::firstSeen)
          .thenComparing(IncidentView::symptom)
          .thenComparing(IncidentView::id);

  private static final ObjectMapper JSON = new ObjectMapper();

  static IncidentView of(byte[] document) {
    try {
      return of(JSON.readTree(document));
    } catch (IOException broken) {
      throw new UncheckedIOException("not an incident document", broken);
    }
  }

  static IncidentView of(JsonNode document) {
    JsonNode incident = document.path("incident");
    return new IncidentView(
        incident.path("id").asText(),
        incident.path("revision").asLong(),
        incident.path("symptom").asText(),
        document.path("rule").path("name").asText(),
        incident.path("section").asText(),
        incident.path("severity").asText(),
        incident.path("status").asText(),
        document.path("labels").path("deployment").asText(),
        document.path("host").path("name").asText(),
        document.path("service").path("name").asText(),
        incident.path("count").asLong(),
        Instant.parse(incident.path("first_seen").asText()),
        Instant.parse(incident.path("last_seen").asText()),
        Instant.parse(incident.path("opened").asText()),
        moment(incident.path("resolved_at")),
        text(incident.path("resolved_by")),
        text(incident.path("cause").path("symptom")),
        text(incident.path("cause").path("id")),
        text(incident.path("root").path("symptom")),
        Math.max(incident.path("effects").size(), incident.path("effects_count").asLong()),
        StreamSupport.stream(incident.path("effects").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        tellingLine(document),
        incident.path("remedy").path("fixes").path(0).asText());
  }

  boolean open() {
    return status.equals("open");
  }

  /** Where it is: the host, and the deployment where that says more. */
  String where() {
    return deployment.equals(host) || deployment.isEmpty() ? host : host + " (" + deployment + ")";
  }

  /** The first line that showed it; of a traceback, the exception. */
  private static String tellingLine(JsonNode document) {
    String type = document.at("/error/type").asText();
    String message = document.path("message").asText();
    return type.isEmpty() ? message : type + ": " + document.at("/error/message").asText();
  }

  private static @Nullable Instant moment(JsonNode node) {
    return node.isTextual() ? Instant.parse(node.asText()) : null;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }
}
