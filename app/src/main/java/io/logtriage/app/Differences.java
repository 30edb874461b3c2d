package io.logtriage.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Compares the incidents of two runs: those of one id belong together, then those of one symptom,
 * deployment and group that overlap in time (late lines and other rules give other ids).
 */
final class Differences {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How far apart two incidents of one kind may lie and be the same trouble. */
  private static final Duration NEAR = Duration.ofMinutes(5);

  /** Counters of our own work, and what only repeats another incident's id. */
  private static final Set<String> IGNORED =
      Set.of(
          "incident.revision",
          "incident.catalogue",
          "incident.cause.id",
          "incident.root.id",
          "incident.effects",
          "incident.rejected_causes",
          "incident.samples");

  private final Map<String, JsonNode> before;
  private final Map<String, JsonNode> after;
  private final List<Difference> differences = new ArrayList<>();

  private Differences(Collection<byte[]> before, Collection<byte[]> after) {
    this.before = byId(before);
    this.after = byId(after);
  }

  /** The differences in order of time. */
  static List<Difference> between(Collection<byte[]> before, Collection<byte[]> after) {
    Differences comparing = new Differences(before, after);
    comparing.compare();
    comparing.differences.sort(Comparator.comparing(difference -> first(difference.document())));
    return comparing.differences;
  }

  private void compare() {
    for (String id : List.copyOf(before.keySet())) {
      if (after.containsKey(id)) {
        pair(id, id);
      }
    }
    for (Map.Entry<String, JsonNode> left : List.copyOf(before.entrySet())) {
      String partner = partner(left.getValue());
      if (partner != null) {
        pair(left.getKey(), partner);
      }
    }
    before.values().forEach(gone -> differences.add(difference(gone, null)));
    after.values().forEach(added -> differences.add(difference(null, added)));
  }

  private void pair(String leftId, String rightId) {
    JsonNode left = before.remove(leftId);
    JsonNode right = after.remove(rightId);
    Difference difference = difference(left, right);
    if (!difference.fields().isEmpty()) {
      differences.add(difference);
    }
  }

  /** The nearest incident of the same kind at about the same time. */
  private @Nullable String partner(JsonNode left) {
    return after.entrySet().stream()
        .filter(right -> kind(right.getValue()).equals(kind(left)))
        .filter(right -> distance(left, right.getValue()).compareTo(NEAR) <= 0)
        .min(
            Comparator.comparing(
                (Map.Entry<String, JsonNode> right) ->
                    Duration.between(first(left), first(right.getValue())).abs()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static String kind(JsonNode document) {
    return document.at("/incident/symptom").asText()
        + "\n"
        + document.at("/labels/deployment").asText()
        + "\n"
        + document.at("/incident/group");
  }

  /** The gap between two spans; zero when they overlap. */
  private static Duration distance(JsonNode left, JsonNode right) {
    Duration one = Duration.between(last(left), first(right));
    Duration other = Duration.between(last(right), first(left));
    Duration gap = one.compareTo(other) > 0 ? one : other;
    return gap.isNegative() ? Duration.ZERO : gap;
  }

  private static Instant first(JsonNode document) {
    return Instant.parse(document.at("/incident/first_seen").asText());
  }

  private static Instant last(JsonNode document) {
    return Instant.parse(document.at("/incident/last_seen").asText());
  }

  private static Difference difference(@Nullable JsonNode left, @Nullable JsonNode right) {
    SortedMap<String, Difference.Change> fields = new TreeMap<>();
    if (left != null && right != null) {
      fields(left, right, "", fields);
    }
    Set<String> leftLines = lines(left);
    Set<String> rightLines = lines(right);
    List<String> onlyLeft = leftLines.stream().filter(line -> !rightLines.contains(line)).toList();
    List<String> onlyRight = rightLines.stream().filter(line -> !leftLines.contains(line)).toList();
    return new Difference(left, right, fields, onlyLeft, onlyRight);
  }

  private static void fields(
      JsonNode left, JsonNode right, String path, SortedMap<String, Difference.Change> changes) {
    if (IGNORED.contains(path) || left.equals(right)) {
      return;
    }
    if (left.isObject() && right.isObject()) {
      Set<String> names = new TreeSet<>();
      left.fieldNames().forEachRemaining(names::add);
      right.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        fields(
            left.path(name), right.path(name), path.isEmpty() ? name : path + "." + name, changes);
      }
      return;
    }
    changes.put(path, new Difference.Change(text(left), text(right)));
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? ""
        : value.isValueNode() ? value.asText() : value.toString();
  }

  private static Set<String> lines(@Nullable JsonNode document) {
    Set<String> lines = new TreeSet<>();
    if (document != null) {
      StreamSupport.stream(document.at("/incident/samples").spliterator(), false)
          .map(sample -> sample.path("message").asText())
          .forEach(lines::add);
    }
    return lines;
  }

  /** Incidents that another took in are told by that one. */
  private static Map<String, JsonNode> byId(Collection<byte[]> documents) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    for (byte[] document : documents) {
      try {
        JsonNode read = JSON.readTree(document);
        if (!read.at("/incident/status").asText().equals("merged")) {
          byId.put(read.at("/incident/id").asText(), read);
        }
      } catch (IOException broken) {
        throw new UncheckedIOException("not an incident document", broken);
      }
    }
    return byId;
  }

  /** As {@code --json} prints it. */
  static String json(Difference difference) {
    ObjectNode node = JSON.createObjectNode().put("change", difference.kind());
    ObjectNode fields = node.putObject("fields");
    difference
        .fields()
        .forEach(
            (name, change) ->
                fields.putObject(name).put("before", change.before()).put("after", change.after()));
    difference.linesBefore().forEach(node.putArray("lines_before")::add);
    difference.linesAfter().forEach(node.putArray("lines_after")::add);
    node.set("before", difference.before());
    node.set("after", difference.after());
    return node.toString();
  }
}
