package io.logtriage.app.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What a receiver knows of an incident.
 *
 * @param partition of the incidents topic
 * @param at when it was told, epoch milliseconds
 */
record Told(Status status, int partition, long at, Notice notice) {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** How it was told. */
  enum Status {
    OPEN,
    /** As an effect of another incident; its end is not told. */
    FOLDED,
    ENDED
  }

  byte[] encode() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what was told could not be written", impossible);
    }
  }

  /**
   * @throws IOException when it is not what {@link #encode()} wrote
   */
  static Told decode(byte[] json) throws IOException {
    return JSON.readValue(json, Told.class);
  }
}
