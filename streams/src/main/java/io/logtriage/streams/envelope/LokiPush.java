package io.logtriage.streams.envelope;

import io.logtriage.patterns.format.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * Loki's push request in JSON, as Promtail's and Alloy's relatives write it: streams of lines under
 * their labels.
 */
final class LokiPush {
  private static final byte[] SIGN = Ascii.of("\"streams\"");
  private static final int SIGN_WITHIN = 64;
  private static final byte[] TIME = Ascii.of("time");
  private static final byte[] LINE = Ascii.of("line");

  private final EnvelopeReader reader;
  private final EnvelopeFields labels = new EnvelopeFields();
  private final EnvelopeFields entry = new EnvelopeFields();
  private byte[] value = new byte[0];

  LokiPush(EnvelopeReader reader) {
    this.reader = reader;
  }

  boolean read(byte[] newValue, EnvelopeReader.Lines lines) {
    if (Ascii.indexOf(newValue, 0, Math.min(newValue.length, SIGN_WITHIN), SIGN) < 0) {
      return false;
    }
    value = newValue;
    // First only to see whether it is what it looks like: half a record is none.
    return streams(null) && streams(lines);
  }

  private boolean streams(EnvelopeReader.@Nullable Lines lines) {
    JsonCursor cursor = new JsonCursor(value, 0, value.length);
    boolean found = false;
    if (!cursor.enterObject()) {
      return false;
    }
    while (cursor.nextKey()) {
      if (cursor.is("streams") && cursor.enterArray()) {
        while (cursor.nextElement()) {
          found |= stream(cursor, lines);
        }
      } else {
        cursor.skip();
      }
    }
    return cursor.atEnd() && found;
  }

  /** {@code {"stream": {"job": "shop"}, "values": [["1772355907000000000", "line"]]}}. */
  private boolean stream(JsonCursor cursor, EnvelopeReader.@Nullable Lines lines) {
    labels.clear(value);
    boolean labelled = false;
    boolean valued = false;
    if (!cursor.enterObject()) {
      cursor.skip();
      return false;
    }
    while (cursor.nextKey()) {
      if (cursor.is("stream") && cursor.enterObject()) {
        labels.readMembers("labels", cursor);
        labelled = true;
      } else if (cursor.is("values") && cursor.enterArray()) {
        valued = true;
        while (cursor.nextElement()) {
          entry(cursor, lines);
        }
      } else {
        cursor.skip();
      }
    }
    return labelled && valued;
  }

  private void entry(JsonCursor cursor, EnvelopeReader.@Nullable Lines lines) {
    if (!cursor.enterArray()) {
      cursor.skip();
      return;
    }
    entry.copy(labels);
    for (int i = 0; cursor.nextElement(); i++) {
      if (i > 1 || !cursor.takeString()) {
        cursor.skip();
      } else if (i == 0) {
        entry.set(TIME, 0, TIME.length, cursor.from(), cursor.to());
      } else {
        entry.set(LINE, 0, LINE.length, cursor.from(), cursor.to());
      }
    }
    if (lines != null && entry.has(EnvelopeKey.TEXT)) {
      reader.emit(entry, value, lines);
    }
  }
}
