package io.logtriage.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.patterns.files.LogFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

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
    for (String line : text(file).split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        excerpts.add(parse(line, file + ":" + number));
      }
    }
    return excerpts;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException binary) {
      throw new CommandFailure(
          file + ": not UTF-8 text; expected one JSON object per line", binary);
    } catch (IOException unreadable) {
      throw new CommandFailure(file + ": " + LogFiles.reason(unreadable), unreadable);
    }
  }

  private static Excerpt parse(String line, String where) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException broken) {
      throw new CommandFailure(
          where + ": expected one JSON object per line: " + broken.getOriginalMessage(), broken);
    }
    expect(node.isObject(), where, "a JSON object");
    expect(node.path("id").isTextual(), where, "a text 'id'");
    expect(node.path("symptom").isTextual(), where, "a text 'symptom' ('none' for nothing)");
    expect(
        areTexts(node.path("lines")) && !node.path("lines").isEmpty(),
        where,
        "'lines', a list of texts");
    expect(areTexts(node.path("also")), where, "'also', a list of symptoms, or nothing");
    return new Excerpt(
        node.path("id").asText(),
        node.path("kind").asText("other"),
        node.path("symptom").asText(),
        new LinkedHashSet<>(texts(node.path("also"))),
        texts(node.path("lines")));
  }

  private static void expect(boolean fulfilled, String where, String what) {
    if (!fulfilled) {
      throw new CommandFailure(where + ": expected " + what);
    }
  }

  private static boolean areTexts(JsonNode list) {
    return list.isMissingNode()
        || (list.isArray()
            && StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isTextual));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
