package io.logtriage.streams.incident;

import io.logtriage.patterns.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
  private final String key;
  private final byte[] bytes;
  private int at = 1;

  /**
   * @param key names the entry in errors
   * @param version the one that this code understands
   */
  StateReader(String key, byte[] bytes, int version) {
    this.key = key;
    this.bytes = bytes;
    if (bytes.length == 0 || bytes[0] != version) {
      throw new IllegalStateException(
          "state entry '"
              + key
              + "': expected version "
              + version
              + ", found "
              + (bytes.length == 0 ? "nothing" : String.valueOf(bytes[0]))
              + ". A newer logtriage wrote it; run that one, or start afresh with `run --reset`.");
    }
  }

  /** Whether anything is left. */
  boolean more() {
    return at < bytes.length;
  }

  boolean flag() {
    return next() != 0;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int part = next();
      value |= (long) (part & 0x7F) << shift;
      if ((part & 0x80) == 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw broken();
  }

  String text() {
    long length = number();
    if (length < 0 || length > bytes.length - at) {
      throw broken();
    }
    String value = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
    at += (int) length;
    return value;
  }

  @Nullable String maybeText() {
    return flag() ? text() : null;
  }

  @Nullable Long maybeNumber() {
    return flag() ? Long.valueOf(number()) : null;
  }

  List<String> texts() {
    List<String> values = new ArrayList<>();
    for (long left = number(); left > 0; left--) {
      values.add(text());
    }
    return values;
  }

  SortedMap<String, String> map() {
    SortedMap<String, String> values = new TreeMap<>();
    for (long left = number(); left > 0; left--) {
      String name = text();
      values.put(name, text());
    }
    return values;
  }

  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (long left = number(); left > 0; left--) {
      samples.add(new Sample(text(), number(), text(), text(), number()));
    }
    return samples;
  }

  private int next() {
    if (at >= bytes.length) {
      throw broken();
    }
    return bytes[at++];
  }

  private IllegalStateException broken() {
    return new IllegalStateException(
        "state entry '" + key + "' ends or breaks at byte " + at + " of " + bytes.length);
  }
}
