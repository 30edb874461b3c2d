package io.logtriage.streams.incident;

import io.logtriage.patterns.Sample;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one entry of the state: a version byte, then numbers and texts without padding. */
final class StateWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  StateWriter(int version) {
    bytes.write(version);
  }

  void flag(boolean value) {
    bytes.write(value ? 1 : 0);
  }

  /** Zigzag varint: small numbers of either sign are short. */
  void number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  void text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    bytes.write(utf8, 0, utf8.length);
  }

  void maybeText(@Nullable String value) {
    flag(value != null);
    if (value != null) {
      text(value);
    }
  }

  void maybeNumber(@Nullable Long value) {
    flag(value != null);
    if (value != null) {
      number(value);
    }
  }

  void texts(Collection<String> values) {
    number(values.size());
    values.forEach(this::text);
  }

  void map(Map<String, String> values) {
    number(values.size());
    values.forEach(
        (key, value) -> {
          text(key);
          text(value);
        });
  }

  void samples(Collection<Sample> samples) {
    number(samples.size());
    for (Sample sample : samples) {
      text(sample.id());
      number(sample.time());
      text(sample.message());
      text(sample.path());
      number(sample.offset());
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
