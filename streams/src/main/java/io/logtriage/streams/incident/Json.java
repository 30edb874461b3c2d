package io.logtriage.streams.incident;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object into memory, with every text bounded. */
final class Json {
  /** Longest text, in characters: a message is cut at 8 KB before it comes here. */
  static final int MAX_TEXT = 8 * 1024;

  private static final JsonFactory FACTORY = new JsonFactory();

  /** 9999-12-31T23:59:59.999Z and 0000-01-01T00:00:00Z: what four digits of a year can say. */
  private static final long LATEST = 253_402_300_799_999L;

  private static final long EARLIEST = -62_167_219_200_000L;

  private final JsonGenerator out;

  private Json(JsonGenerator out) {
    this.out = out;
  }

  /** What is written into an object. */
  interface Body {
    void write(Json json) throws IOException;
  }

  static byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      generator.writeStartObject();
      body.write(new Json(generator));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON into memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** UTC, milliseconds only when there are some. */
  static String time(long epochMillis) {
    return Instant.ofEpochMilli(Math.min(Math.max(epochMillis, EARLIEST), LATEST)).toString();
  }

  void object(String name, Body body) throws IOException {
    out.writeObjectFieldStart(name);
    body.write(this);
    out.writeEndObject();
  }

  <T> void objects(String name, List<T> values, ItemBody<T> body) throws IOException {
    out.writeArrayFieldStart(name);
    for (T value : values) {
      out.writeStartObject();
      body.write(this, value);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** What is written into each object of an array. */
  interface ItemBody<T> {
    void write(Json json, T value) throws IOException;
  }

  void text(String name, @Nullable String value) throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, bounded(value));
    }
  }

  void number(String name, long value) throws IOException {
    out.writeNumberField(name, value);
  }

  void bool(String name, boolean value) throws IOException {
    out.writeBooleanField(name, value);
  }

  void time(String name, @Nullable Long epochMillis) throws IOException {
    text(name, epochMillis == null ? null : time(epochMillis));
  }

  void texts(String name, List<String> values) throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(bounded(value));
    }
    out.writeEndArray();
  }

  void texts(String name, Map<String, String> values) throws IOException {
    out.writeObjectFieldStart(name);
    members(values);
    out.writeEndObject();
  }

  /** Texts of the object that was begun. */
  void members(Map<String, String> values) throws IOException {
    for (Map.Entry<String, String> value : values.entrySet()) {
      text(value.getKey(), value.getValue());
    }
  }

  /** A text, a number, or a map of such: what {@link FieldTree} holds. */
  void tree(String name, Object value) throws IOException {
    if (value instanceof Map<?, ?> children) {
      out.writeObjectFieldStart(name);
      for (Map.Entry<?, ?> child : children.entrySet()) {
        tree(String.valueOf(child.getKey()), child.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Long number) {
      number(name, number);
    } else {
      text(name, value.toString());
    }
  }

  private static String bounded(String text) {
    return bounded(text, MAX_TEXT);
  }

  /** At most {@code limit} characters, none of them half: the generator refuses those. */
  static String bounded(String text, int limit) {
    String cut = text.length() <= limit ? text : text.substring(0, limit);
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isHighSurrogate(cut.charAt(i))
          && i + 1 < cut.length()
          && Character.isLowSurrogate(cut.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(cut.charAt(i))) {
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return cut;
  }
}
