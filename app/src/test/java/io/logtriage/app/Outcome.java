package io.logtriage.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** In what live runs, scans and replays must agree about an incident. */
record Outcome(
    String symptom,
    String deployment,
    String group,
    long count,
    String firstSeen,
    String lastSeen,
    String cause) {

  static Outcome of(JsonNode document) {
    JsonNode incident = document.path("incident");
    return new Outcome(
        incident.path("symptom").asText(),
        document.at("/labels/deployment").asText(),
        incident.path("group").toString(),
        incident.path("count").asLong(),
        incident.path("first_seen").asText(),
        incident.path("last_seen").asText(),
        incident.at("/cause/symptom").asText());
  }

  /** Of the last state of each incident of the logs that was not merged into another. */
  static List<Outcome> of(List<JsonNode> documents) {
    return documents.stream()
        .collect(
            Collectors.toMap(
                document -> document.at("/incident/id").asText(),
                document -> document,
                (first, second) ->
                    second.at("/incident/revision").asLong()
                            >= first.at("/incident/revision").asLong()
                        ? second
                        : first))
        .values()
        .stream()
        .filter(document -> !document.at("/incident/status").asText().equals("merged"))
        .filter(document -> document.at("/event/kind").asText().equals("alert"))
        .map(Outcome::of)
        .sorted(Comparator.comparing(Outcome::toString))
        .toList();
  }
}
