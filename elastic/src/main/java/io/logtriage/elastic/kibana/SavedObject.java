package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One line of an export, as Kibana 8.9 wrote it: the oldest form that 8.19 and 9.x bring up to
 * their own when they import it.
 */
final class SavedObject {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final String CORE_VERSION = "8.8.0";

  private final String type;
  private final String id;
  private final String version;
  private final ObjectNode attributes = JSON.createObjectNode();
  private final ArrayNode references = JSON.createArrayNode();

  private SavedObject(String type, String id, String version) {
    this.type = type;
    this.id = id;
    this.version = version;
  }

  static SavedObject dataView(String id) {
    return new SavedObject("index-pattern", id, "8.0.0");
  }

  static SavedObject search(String id) {
    return new SavedObject("search", id, "8.0.0");
  }

  static SavedObject lens(String id) {
    return new SavedObject("lens", id, "8.9.0");
  }

  static SavedObject dashboard(String id) {
    return new SavedObject("dashboard", id, "8.9.0");
  }

  ObjectNode attributes() {
    return attributes;
  }

  SavedObject refer(String name, String toType, String toId) {
    references.addObject().put("id", toId).put("name", name).put("type", toType);
    return this;
  }

  /** The query of a search or a dashboard, for {@code kibanaSavedObjectMeta}. */
  static ObjectNode query(String kql) {
    return JSON.createObjectNode().put("query", kql).put("language", "kuery");
  }

  /** JSON on one line, without its end. */
  String line() {
    ObjectNode object = JSON.createObjectNode();
    object.set("attributes", attributes);
    object.put("coreMigrationVersion", CORE_VERSION);
    object.put("id", id);
    object.put("managed", false);
    object.set("references", references);
    object.put("type", type);
    object.put("typeMigrationVersion", version);
    return object.toString();
  }
}
