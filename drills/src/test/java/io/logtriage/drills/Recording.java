package io.logtriage.drills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** A recording's truth beside what {@code scan} makes of its logs. */
final class Recording {
  /** Stamps of whole seconds, and a server that notices a moment later. */
  private static final long SLACK_SECONDS = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode truth;
  private final List<JsonNode> incidents;

  private Recording(JsonNode truth, List<JsonNode> incidents) {
    this.truth = truth;
    this.incidents = incidents;
  }

  static Recording scan(Path folder) throws IOException {
    JsonNode truth = JSON.readTree(folder.resolve("truth.json").toFile());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] command = {
      "scan",
      "--json",
      "--deployment=tutor",
      "--zone=" + truth.get("zone").asText(),
      folder.resolve("logs").toString()
    };
    int code =
        Main.run(
            command,
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new AssertionError("scan ended with code " + code + ":\n" + err);
    }
    List<JsonNode> incidents = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      incidents.add(JSON.readTree(line).get("incident"));
    }
    return new Recording(truth, incidents);
  }

  /** Expected symptoms that do not show during their fault. */
  List<String> missed() {
    List<String> missed = new ArrayList<>();
    for (JsonNode fault : truth.get("faults")) {
      Set<String> shown = new TreeSet<>();
      during(fault).forEach(incident -> shown.add(symptom(incident)));
      symptoms(fault, "expect").stream()
          .filter(symptom -> !shown.contains(symptom))
          .forEach(symptom -> missed.add(fault.get("name").asText() + ": " + symptom));
    }
    return missed;
  }

  /** Incidents that no fault explains: at no fault's time, or of a symptom that it has not. */
  List<String> unexplained() {
    Set<JsonNode> explained = new HashSet<>();
    for (JsonNode fault : truth.get("faults")) {
      explained.addAll(of(fault));
    }
    return incidents.stream()
        .filter(incident -> !explained.contains(incident))
        .map(incident -> symptom(incident) + " at " + incident.get("first_seen").asText())
        .toList();
  }

  /** Incidents whose cause is not their fault's root, and roots that have a cause. */
  List<String> wronglyLinked() {
    List<String> wrong = new ArrayList<>();
    for (JsonNode fault : truth.get("faults")) {
      String root = fault.get("root").asText();
      for (JsonNode incident : of(fault)) {
        String cause = incident.at("/cause/symptom").asText();
        if (!cause.equals(symptom(incident).equals(root) ? "" : root)) {
          wrong.add(fault.get("name").asText() + ": " + symptom(incident) + " by '" + cause + "'");
        }
      }
    }
    return wrong;
  }

  /** Incidents that this fault explains; others may be of one that happened at the same time. */
  private List<JsonNode> of(JsonNode fault) {
    return during(fault).stream()
        .filter(
            incident ->
                symptoms(fault, "expect").contains(symptom(incident))
                    || symptoms(fault, "also").contains(symptom(incident)))
        .toList();
  }

  private List<JsonNode> during(JsonNode fault) {
    Instant from = moment(fault, "from").minusSeconds(SLACK_SECONDS);
    Instant to = moment(fault, "to").plusSeconds(SLACK_SECONDS);
    return incidents.stream()
        .filter(
            incident ->
                !moment(incident, "first_seen").isAfter(to)
                    && !moment(incident, "last_seen").isBefore(from))
        .toList();
  }

  private static List<String> symptoms(JsonNode fault, String field) {
    return StreamSupport.stream(fault.get(field).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static String symptom(JsonNode incident) {
    return incident.get("symptom").asText();
  }

  int faults() {
    return truth.get("faults").size();
  }

  private static Instant moment(JsonNode object, String field) {
    return Instant.parse(object.get(field).asText());
  }
}
