package io.logtriage.patterns.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.patterns.wire.DeadLetter.Origin;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dead letter as JSON; bytes are base64, for they are what could not be read. */
final class DeadLetterJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DeadLetterJson() {}

  static byte[] write(DeadLetter letter) {
    ObjectNode root = JSON.createObjectNode();
    root.put("time", Instant.ofEpochMilli(letter.time()).toString());
    root.put("reason", letter.reason());
    ObjectNode origin = root.putObject("origin");
    if (letter.origin() instanceof Origin.TopicRecord record) {
      origin.put("topic", record.topic());
      origin.put("partition", record.partition());
      origin.put("offset", record.offset());
    } else if (letter.origin() instanceof Origin.Document document) {
      origin.put("index", document.index());
      origin.put("id", document.id());
    }
    root.put("truncated", letter.truncated());
    root.put("key", letter.key());
    root.put("value", letter.value());
    ArrayNode headers = root.putArray("headers");
    for (WireHeader header : letter.headers()) {
      headers.addObject().put("name", header.name()).put("value", header.value());
    }
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a dead letter could not be written", e);
    }
  }

  /**
   * @throws IllegalArgumentException when it is no dead letter
   */
  static DeadLetter read(byte[] json) {
    try {
      JsonNode root = JSON.readTree(json);
      if (root == null || !root.isObject()) {
        throw new IllegalArgumentException("not a dead letter: expected a JSON object");
      }
      List<WireHeader> headers = new ArrayList<>();
      for (JsonNode header : root.path("headers")) {
        headers.add(new WireHeader(text(header, "name"), header.path("value").binaryValue()));
      }
      return new DeadLetter(
          text(root, "reason"),
          origin(root.path("origin")),
          bytes(root.path("key")),
          bytes(root.path("value")),
          headers,
          Instant.parse(text(root, "time")).toEpochMilli(),
          root.path("truncated").asBoolean());
    } catch (IOException | DateTimeException | ArithmeticException | NullPointerException e) {
      throw new IllegalArgumentException("not a dead letter: " + e.getMessage(), e);
    }
  }

  private static Origin origin(JsonNode origin) {
    return origin.has("topic")
        ? new Origin.TopicRecord(
            text(origin, "topic"), origin.path("partition").asInt(), origin.path("offset").asLong())
        : new Origin.Document(text(origin, "index"), text(origin, "id"));
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("not a dead letter: " + name + " is missing");
    }
    return value.asText();
  }

  private static byte @Nullable [] bytes(JsonNode node) throws IOException {
    return node.isTextual() ? node.binaryValue() : null;
  }
}
