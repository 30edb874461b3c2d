package io.logtriage.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A labelled piece of a log.
 *
 * @param kind what wrote it, for instance {@code gunicorn-error}
 * @param symptom what must be found; {@code none} for nothing
 * @param also what may be found too; {@code none} in it: silence is fine as well
 * @param lines the lines of one source, in order
 */
record Excerpt(String id, String kind, String symptom, Set<String> also, List<String> lines) {
  static final String NONE = "none";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether something must be found. */
  boolean expectsSymptom() {
    return !symptom.equals(NONE);
  }

  /** Whether what was found satisfies the label. */
  boolean satisfiedBy(Set<String> found) {
    return !expectsSymptom()
        || found.contains(symptom)
        || also.contains(NONE)
        || also.stream().anyMatch(found::contains);
  }

  /** Whether {@code id} is right to be found here. */
  boolean allows(String id) {
    return id.equals(symptom) || also.contains(id);
  }

  /** Reads one JSON object per line. */
  static List<Excerpt> read(Path file) {
    List<Excerpt> excerpts = new ArrayList<>();
    int number = 0;
    try {
      for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
        number++;
        if (!line.isBlank()) {
          excerpts.add(of(JSON.readTree(line)));
        }
      }
    } catch (IOException unreadable) {
      throw new CommandFailure(
          file
              + (number > 0 ? ":" + number : "")
              + ": expected one JSON object per line: "
              + unreadable.getMessage(),
          unreadable);
    }
    return excerpts;
  }

  private static Excerpt of(JsonNode node) {
    Set<String> also = new LinkedHashSet<>();
    node.path("also").forEach(item -> also.add(item.asText()));
    List<String> lines = new ArrayList<>();
    node.path("lines").forEach(item -> lines.add(item.asText()));
    return new Excerpt(
        node.path("id").asText(),
        node.path("kind").asText("other"),
        node.path("symptom").asText(NONE),
        also,
        lines);
  }
}
