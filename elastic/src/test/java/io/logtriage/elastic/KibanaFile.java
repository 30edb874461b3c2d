package io.logtriage.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file that is imported into Kibana, read as Kibana reads it. */
final class KibanaFile {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> objects = new LinkedHashMap<>();

  KibanaFile() throws IOException {
    for (String line : Files.readAllLines(Path.of("kibana", "logtriage.ndjson"))) {
      JsonNode object = JSON.readTree(line);
      objects.put(object.path("type").asText() + " " + object.path("id").asText(), object);
    }
  }

  List<JsonNode> ofType(String type) {
    return objects.values().stream().filter(it -> it.path("type").asText().equals(type)).toList();
  }

  JsonNode object(String type, String id) {
    JsonNode object = objects.get(type + " " + id);
    if (object == null) {
      throw new AssertionError("no " + type + " " + id);
    }
    return object;
  }

  /** The data view that an object's only reference to one leads to. */
  JsonNode viewOf(JsonNode object) {
    for (JsonNode reference : object.path("references")) {
      if (reference.path("type").asText().equals("index-pattern")) {
        return object("index-pattern", reference.path("id").asText());
      }
    }
    throw new AssertionError(object.path("id") + " refers to no data view");
  }

  /** JSON that stands as a text in JSON. */
  static JsonNode inner(JsonNode text) {
    try {
      return JSON.readTree(text.asText());
    } catch (JsonProcessingException e) {
      throw new AssertionError(text.asText(), e);
    }
  }

  /** KQL of a saved search or dashboard. */
  static String query(JsonNode object) {
    return inner(object.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON"))
        .at("/query/query")
        .asText();
  }
}
