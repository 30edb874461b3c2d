package io.logtriage.app.notify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an incident, and remembered until it is over; every text is one bounded line.
 *
 * @param version greater for later states of one incident
 * @param status as in the document: open, resolved or merged
 * @param caused what was told as its effects, in words; empty for nothing
 * @param ended when it was resolved, null while it is open
 */
public record Notice(
    String id,
    long version,
    String symptom,
    String title,
    String severity,
    String status,
    String deployment,
    String host,
    String service,
    long count,
    String firstSeen,
    @Nullable String ended,
    @Nullable String endedBy,
    @Nullable String causeId,
    @Nullable String causeSymptom,
    String message,
    String fix,
    String caused) {

  private static final int NAME_LENGTH = 120;
  private static final int TEXT_LENGTH = 300;
  private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads an incident document.
   *
   * @param version of its record; 0 when that has none, then its revision counts
   * @throws IOException when it is no JSON
   */
  static Notice of(byte[] document, long version) throws IOException {
    JsonNode root = JSON.readTree(document);
    JsonNode incident = root.path("incident");
    return new Notice(
        line(incident.path("id").asText(), NAME_LENGTH),
        version > 0 ? version : incident.path("revision").asLong(),
        line(incident.path("symptom").asText(), NAME_LENGTH),
        line(root.at("/rule/name").asText(), NAME_LENGTH),
        line(incident.path("severity").asText(), NAME_LENGTH),
        line(incident.path("status").asText(), NAME_LENGTH),
        line(root.at("/labels/deployment").asText(), NAME_LENGTH),
        line(root.at("/host/name").asText(), NAME_LENGTH),
        line(root.at("/service/name").asText(), NAME_LENGTH),
        incident.path("count").asLong(),
        line(incident.path("first_seen").asText(), NAME_LENGTH),
        textOrNull(incident.path("resolved_at")),
        textOrNull(incident.path("resolved_by")),
        textOrNull(incident.at("/cause/id")),
        textOrNull(incident.at("/cause/symptom")),
        line(tellingLine(root), TEXT_LENGTH),
        line(incident.at("/remedy/fixes/0").asText(), TEXT_LENGTH),
        "");
  }

  @JsonIgnore
  boolean isOpen() {
    return status.equals("open");
  }

  /** Its place among the severities, the least first; -1 for one that is not known. */
  int rank() {
    return SEVERITIES.indexOf(severity);
  }

  /** As it is told together with its effects. */
  Notice withEffects(String severest, String effects) {
    return new Notice(
        id,
        version,
        symptom,
        title,
        severest,
        status,
        deployment,
        host,
        service,
        count,
        firstSeen,
        ended,
        endedBy,
        causeId,
        causeSymptom,
        message,
        fix,
        effects);
  }

  /** Where it is: the host, and the deployment where that says more. */
  String where() {
    return deployment.equals(host) || deployment.isEmpty() ? host : host + " (" + deployment + ")";
  }

  /** The first line that showed it; of a traceback, the exception. */
  private static String tellingLine(JsonNode root) {
    String type = root.at("/error/type").asText();
    return type.isEmpty()
        ? root.path("message").asText()
        : type + ": " + root.at("/error/message").asText();
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isTextual() ? line(node.asText(), NAME_LENGTH) : null;
  }

  /** The first line with anything in it, without what would move a cursor. */
  private static String line(String text, int length) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
    String bounded =
        first.codePointCount(0, first.length()) <= length
            ? first
            : first.substring(0, first.offsetByCodePoints(0, length)) + "\u2026";
    return bounded.replaceAll("\\p{C}", "\u00b7");
  }
}
