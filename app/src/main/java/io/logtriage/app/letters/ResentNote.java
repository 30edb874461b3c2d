package io.logtriage.app.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.app.letters.StoredLetter.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says on the dead letters topic that a letter was sent again. It stands behind its letter, so
 * retention never forgets it first.
 */
record ResentNote(Place place, Instant time) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every note begins so, and no letter does. */
  private static final String BEGINNING = "{\"resent\":";

  byte[] encode() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode letter = root.putObject("resent");
    letter.put("partition", place.partition());
    letter.put("offset", place.offset());
    root.put("time", time.toString());
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a note could not be written", impossible);
    }
  }

  /** The note, null when these bytes are none. */
  static @Nullable ResentNote of(byte @Nullable [] value) {
    if (value == null
        || value.length < BEGINNING.length()
        || !new String(value, 0, BEGINNING.length(), StandardCharsets.UTF_8).equals(BEGINNING)) {
      return null;
    }
    try {
      JsonNode root = JSON.readTree(value);
      JsonNode letter = root.path("resent");
      return new ResentNote(
          new Place(letter.path("partition").asInt(-1), letter.path("offset").asLong(-1)),
          Instant.parse(root.path("time").asText()));
    } catch (IOException | java.time.DateTimeException notOurs) {
      return null;
    }
  }
}
