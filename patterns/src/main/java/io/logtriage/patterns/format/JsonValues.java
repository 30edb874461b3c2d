package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the known values of one JSON object stand, as far as it goes: a line that was cut short
 * gives what it has. One pass, no recursion, nothing kept of what is unknown.
 */
final class JsonValues {
  /** Objects deeper than this are passed over. */
  private static final int DEPTH = 4;

  private static final byte[] NULL = Ascii.of("null");

  private final Map<JsonKeys, Range> ranges = new EnumMap<>(JsonKeys.class);
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /** Reads the object that begins at {@code start}; false when it is none that we know. */
  boolean read(byte[] line, int start, int lineEnd) {
    bytes = line;
    at = start + 1;
    end = lineEnd;
    ranges.values().forEach(Range::clear);
    int depth = 1;
    int known = 0;
    JsonKeys outer = null;
    while (at < end && depth > 0) {
      byte next = bytes[at];
      if (next == '"') {
        int keyFrom = at + 1;
        int keyTo = string();
        if (!colon()) {
          continue;
        }
        JsonKeys key = depth <= DEPTH ? JsonKeys.of(bytes, keyFrom, keyTo) : null;
        if (at < end && bytes[at] == '{') {
          outer = key;
          depth++;
          at++;
        } else {
          known += value(depth == 1 ? key : inner(key, outer)) ? 1 : 0;
        }
      } else {
        depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
        at++;
      }
    }
    return known > 0;
  }

  boolean has(JsonKeys key) {
    return range(key).from >= 0;
  }

  int from(JsonKeys key) {
    return range(key).from;
  }

  int to(JsonKeys key) {
    return range(key).to;
  }

  /** Whether the value is an array of bytes, as journald writes what is no clean text. */
  boolean isBytes(JsonKeys key) {
    int from = from(key);
    return from > 0 && bytes[from] == '[' && bytes[from - 1] != '"';
  }

  private Range range(JsonKeys key) {
    return ranges.computeIfAbsent(key, any -> new Range());
  }

  /**
   * In inner objects only the words of an error count ({@code {"error": {"message": ...}}}), ECS's
   * level ({@code {"log": {"level": ...}}}), MongoDB's time ({@code {"t": {"$date": ...}}}), what
   * Google's agents pass on, and the parts of a request as Caddy, Google and ECS write it.
   */
  private static @Nullable JsonKeys inner(@Nullable JsonKeys key, @Nullable JsonKeys outer) {
    if (key == null || key == JsonKeys.TRACE || key == JsonKeys.ERROR) {
      return key;
    }
    return switch (key) {
      case MESSAGE ->
          outer == JsonKeys.ERROR || outer == JsonKeys.TRACE || outer == JsonKeys.ATTRIBUTES
              ? JsonKeys.ERROR
              : outer == JsonKeys.PAYLOAD ? key : null;
      case LEVEL -> outer == JsonKeys.MESSAGE || outer == JsonKeys.PAYLOAD ? key : null;
      case TIME -> outer == JsonKeys.WHEN ? key : null;
      case METHOD, SECONDS -> outer == JsonKeys.REQUEST ? key : null;
      case TARGET -> outer == JsonKeys.REQUEST || outer == JsonKeys.TARGET ? key : null;
      case CLIENT -> outer == JsonKeys.REQUEST || outer == JsonKeys.CLIENT ? key : null;
      case STATUS -> outer == JsonKeys.REQUEST || outer == JsonKeys.RESPONSE ? key : null;
      case DURATION -> outer == JsonKeys.MESSAGE ? JsonKeys.NANOSECONDS : null;
      default -> null;
    };
  }

  private boolean value(@Nullable JsonKeys key) {
    int valueFrom = at;
    int valueTo;
    if (at < end && bytes[at] == '"') {
      valueFrom++;
      valueTo = string();
    } else if (at < end && bytes[at] == '[') {
      int close = key == JsonKeys.MESSAGE ? numbersEnd() : -1;
      if (close < 0) {
        return false;
      }
      at = close;
      valueTo = close;
    } else {
      while (at < end && bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']') {
        at++;
      }
      valueTo = at;
      if (key == JsonKeys.ERROR || isNull(valueFrom, valueTo)) {
        // A number or null says nothing of an error; the words may follow.
        return false;
      }
    }
    if (key == null || valueFrom == valueTo || has(key)) {
      return false;
    }
    Range range = range(key);
    range.from = valueFrom;
    range.to = valueTo;
    return true;
  }

  private boolean isNull(int valueFrom, int valueTo) {
    return valueTo - valueFrom == NULL.length && Ascii.startsWith(bytes, valueFrom, valueTo, NULL);
  }

  /** Behind an array of small numbers that begins here, -1 when it holds anything else. */
  private int numbersEnd() {
    int next = at + 1;
    while (next < end && (isDigit(bytes[next]) || bytes[next] == ',' || bytes[next] == ' ')) {
      next++;
    }
    return next < end && bytes[next] == ']' && next > at + 1 ? next + 1 : -1;
  }

  /** Passes the string that begins here; where its text ends. */
  private int string() {
    at++;
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    int close = Math.min(at, end);
    at = Math.min(at + 1, end);
    return close;
  }

  private boolean colon() {
    int colon = Ascii.skipBlanks(bytes, at, end);
    if (colon >= end || bytes[colon] != ':') {
      return false;
    }
    at = Ascii.skipBlanks(bytes, colon + 1, end);
    return true;
  }

  private static final class Range {
    private int from = -1;
    private int to = -1;

    void clear() {
      from = -1;
      to = -1;
    }
  }
}
