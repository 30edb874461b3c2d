package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One incident as a table shows it; what a document lacks is an empty text or zero.
 *
 * @param fragments where the searched words stand, each word between {@link #MARK_START} and {@link
 *     #MARK_END}; text from logs, so not yet fit for a terminal
 * @param document the whole document
 */
public record IncidentHit(
    String id,
    String symptom,
    String title,
    String severity,
    String status,
    String deployment,
    String host,
    String service,
    String firstSeen,
    String lastSeen,
    long count,
    String causeSymptom,
    String message,
    List<String> fragments,
    JsonNode document) {

  /** Stands before a word that was searched. */
  public static final char MARK_START = '\u0002';

  /** Stands behind a word that was searched. */
  public static final char MARK_END = '\u0003';

  public IncidentHit {
    fragments = List.copyOf(fragments);
  }

  static IncidentHit of(JsonNode document, List<String> fragments) {
    JsonNode incident = document.path("incident");
    return new IncidentHit(
        incident.path("id").asText(),
        incident.path("symptom").asText(),
        document.path("rule").path("name").asText(),
        incident.path("severity").asText(),
        incident.path("status").asText(),
        document.path("labels").path("deployment").asText(),
        document.path("host").path("name").asText(),
        document.path("service").path("name").asText(),
        incident.path("first_seen").asText(),
        incident.path("last_seen").asText(),
        incident.path("count").asLong(),
        incident.path("cause").path("symptom").asText(),
        document.path("message").asText(),
        fragments,
        document);
  }

  /** The document on one line. */
  public String json() {
    return document.toString();
  }
}
