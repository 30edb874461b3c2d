package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an index is, whatever its name.
 *
 * @param uuid of this index and no other
 * @param generation of its mappings, {@link #UNSAID} when it names none: made without our templates
 */
record IndexIdentity(String uuid, int generation) {
  static final int UNSAID = -1;

  /** Behind the path of indices, whose answer {@link #readAll} reads. */
  static final String FILTER = "?filter_path=*.settings.index.uuid,*.mappings._meta.generation";

  /** By name of the index. */
  static Map<String, IndexIdentity> readAll(Answer answer) {
    Map<String, IndexIdentity> indices = new TreeMap<>();
    for (Map.Entry<String, JsonNode> index : answer.json().properties()) {
      indices.put(
          index.getKey(),
          new IndexIdentity(
              index.getValue().at("/settings/index/uuid").asText(),
              index.getValue().at("/mappings/_meta/generation").asInt(UNSAID)));
    }
    return indices;
  }

  /** Whether its mappings were made for documents of another generation. */
  boolean isOfOtherGeneration() {
    return generation != Template.GENERATION && generation != UNSAID;
  }

  boolean isNot(IndexIdentity other) {
    return !uuid.equals(other.uuid);
  }
}
