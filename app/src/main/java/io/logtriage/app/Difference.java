package io.logtriage.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One incident that is not the same on both sides.
 *
 * @param before its document on the first side; null when it was added
 * @param after its document on the other; null when it is gone
 * @param fields that changed, by path, with what they were and are
 * @param linesBefore samples that only the first side has
 * @param linesAfter samples that only the other has
 */
record Difference(
    @Nullable JsonNode before,
    @Nullable JsonNode after,
    SortedMap<String, Change> fields,
    List<String> linesBefore,
    List<String> linesAfter) {

  /** A field's value on both sides; empty where there is none. */
  record Change(String before, String after) {}

  /** In one word. */
  String kind() {
    return before == null ? "added" : after == null ? "gone" : "changed";
  }

  /** The document that there is, the newer one of two. */
  JsonNode document() {
    JsonNode shown = after == null ? before : after;
    if (shown == null) {
      throw new IllegalStateException("a difference between nothing and nothing");
    }
    return shown;
  }
}
