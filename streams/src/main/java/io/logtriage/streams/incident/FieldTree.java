package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Captured fields, sorted out: those on the published list as nested objects for the top level of a
 * document, the others as they are.
 */
final class FieldTree {
  /** Other fields in one document at most; more have their names only in the line itself. */
  static final int MAX_OTHERS = 64;

  /** Longest value of another field in characters; Elasticsearch refuses much longer ones. */
  static final int MAX_OTHER_TEXT = 1024;

  private final SortedMap<String, Object> published = new TreeMap<>();
  private final SortedMap<String, String> others = new TreeMap<>();

  FieldTree(Map<String, String> fields) {
    new TreeMap<>(fields).forEach(this::sortOut);
  }

  /** What is known about where the lines come from, by name; the deployment is not among them. */
  static SortedMap<String, String> labels(Map<String, String> fields) {
    SortedMap<String, String> labels = new TreeMap<>();
    fields.forEach(
        (name, text) -> {
          if (name.startsWith(Finding.LABEL)) {
            labels.put(name.substring(Finding.LABEL.length()), Json.bounded(text, MAX_OTHER_TEXT));
          }
        });
    labels.remove("deployment");
    return labels;
  }

  private void sortOut(String name, String text) {
    if (name.startsWith(Finding.LABEL)) {
      return;
    }
    Object value = EcsFields.value(name, text);
    if (value != null) {
      put(name, value);
    } else if (others.size() < MAX_OTHERS) {
      others.put(name, Json.bounded(text, MAX_OTHER_TEXT));
    }
  }

  /** Puts a value at a dotted name. */
  FieldTree put(String dotted, Object value) {
    Map<String, Object> level = published;
    int from = 0;
    for (int dot = dotted.indexOf('.'); dot >= 0; dot = dotted.indexOf('.', from)) {
      level = child(level, dotted.substring(from, dot));
      from = dot + 1;
    }
    level.put(dotted.substring(from), value);
    return this;
  }

  @SuppressWarnings("unchecked") // Only put() makes values, and those with children are such maps.
  private static Map<String, Object> child(Map<String, Object> level, String name) {
    return (Map<String, Object>) level.computeIfAbsent(name, any -> new TreeMap<String, Object>());
  }

  /** Top-level objects by name. */
  SortedMap<String, Object> published() {
    return published;
  }

  SortedMap<String, String> others() {
    return others;
  }
}
