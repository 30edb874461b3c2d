package io.logtriage.streams.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logtriage.patterns.format.Ascii;
import io.logtriage.patterns.format.JsonText;

/**
 * OTLP's logs in JSON, as the collector's Kafka exporter writes them ({@code encoding: otlp_json}):
 * many records of several resources in one. Attributes of the resource count for all its records.
 */
final class OpenTelemetryLogs {
  private static final byte[] SIGN = Ascii.of("\"resourceLogs\"");
  private static final int SIGN_WITHIN = 64;
  private static final byte[] TIME = Ascii.of("time");
  private static final byte[] MESSAGE = Ascii.of("message");
  private static final byte[] STACK_TRACE = Ascii.of("exception.stacktrace");
  private static final byte[] ZERO = {'0'};

  private final EnvelopeReader reader;
  private final EnvelopeFields resource = new EnvelopeFields();
  private final EnvelopeFields record = new EnvelopeFields();
  private final JsonText line = new JsonText(256 * 1024);
  private byte[] value = new byte[0];
  private int traceFrom;
  private int traceTo;
  private String level = "";

  OpenTelemetryLogs(EnvelopeReader reader) {
    this.reader = reader;
  }

  boolean read(byte[] newValue, EnvelopeReader.Lines lines) {
    if (Ascii.indexOf(newValue, 0, Math.min(newValue.length, SIGN_WITHIN), SIGN) < 0
        || !isWhole(newValue)) {
      return false;
    }
    value = newValue;
    JsonCursor cursor = new JsonCursor(value, 0, value.length);
    cursor.enterObject();
    while (cursor.nextKey()) {
      if (cursor.is("resourceLogs") && cursor.enterArray()) {
        while (cursor.nextElement()) {
          resourceLogs(cursor, lines);
        }
      } else {
        cursor.skip();
      }
    }
    return true;
  }

  /** Half a record is none: nothing may be handed over of it. */
  private static boolean isWhole(byte[] value) {
    JsonCursor cursor = new JsonCursor(value, 0, value.length);
    cursor.skip();
    return cursor.atEnd();
  }

  private void resourceLogs(JsonCursor cursor, EnvelopeReader.Lines lines) {
    resource.clear(value);
    int mark = cursor.mark();
    if (!cursor.enterObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextKey()) {
      if (cursor.is("resource") && cursor.enterObject()) {
        while (cursor.nextKey()) {
          attributesOf(cursor, resource);
        }
      } else {
        cursor.skip();
      }
    }
    cursor.back(mark);
    cursor.enterObject();
    while (cursor.nextKey()) {
      boolean scopes = cursor.is("scopeLogs") || cursor.is("instrumentationLibraryLogs");
      if (scopes && cursor.enterArray()) {
        while (cursor.nextElement()) {
          scopeLogs(cursor, lines);
        }
      } else {
        cursor.skip();
      }
    }
  }

  private void scopeLogs(JsonCursor cursor, EnvelopeReader.Lines lines) {
    if (!cursor.enterObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextKey()) {
      boolean records = cursor.is("logRecords") || cursor.is("logs");
      if (records && cursor.enterArray()) {
        while (cursor.nextElement()) {
          logRecord(cursor, lines);
        }
      } else {
        cursor.skip();
      }
    }
  }

  private void logRecord(JsonCursor cursor, EnvelopeReader.Lines lines) {
    record.copy(resource);
    level = "";
    traceFrom = -1;
    if (!cursor.enterObject()) {
      cursor.skip();
      return;
    }
    boolean timed = false;
    while (cursor.nextKey()) {
      if (cursor.is("timeUnixNano")) {
        timed |= time(cursor);
      } else if (cursor.is("observedTimeUnixNano") && !timed) {
        time(cursor);
      } else if (cursor.is("severityNumber")) {
        severity(cursor);
      } else if (cursor.is("body")) {
        int key = any(cursor);
        if (key > 0) {
          record.set(MESSAGE, 0, MESSAGE.length, cursor.from(), cursor.to());
        }
      } else {
        attributesOf(cursor, record);
      }
    }
    emit(lines);
  }

  /** Where a level or a traceback was logged, an application's line is made of the record. */
  private void emit(EnvelopeReader.Lines lines) {
    if (!record.has(EnvelopeKey.TEXT) && traceFrom < 0) {
      return;
    }
    if (level.isEmpty() && traceFrom < 0) {
      reader.emit(record, value, lines);
      return;
    }
    line.clear();
    line.append(("{\"level\":\"" + level + "\",\"message\":\"").getBytes(US_ASCII));
    if (record.has(EnvelopeKey.TEXT)) {
      line.append(value, record.from(EnvelopeKey.TEXT), record.to(EnvelopeKey.TEXT));
    }
    if (traceFrom >= 0) {
      line.append(Ascii.of("\",\"traceback\":\""));
      line.append(value, traceFrom, traceTo);
    }
    line.append(Ascii.of("\"}"));
    lines.line(reader.origin(record), line.bytes(), 0, line.length(), reader.time(record, value));
  }

  private boolean time(JsonCursor cursor) {
    if (!cursor.takeString() && !cursor.takeScalar()) {
      return false;
    }
    boolean zero = cursor.to() - cursor.from() == 1 && value[cursor.from()] == ZERO[0];
    if (!zero) {
      record.set(TIME, 0, TIME.length, cursor.from(), cursor.to());
    }
    return !zero;
  }

  /** Four numbers each (opentelemetry-proto, logs.proto); some writers give the constant's name. */
  private void severity(JsonCursor cursor) {
    if (cursor.takeString()) {
      return;
    }
    cursor.takeScalar();
    long number = Ascii.number(value, cursor.from(), cursor.to());
    level =
        number < 1
            ? ""
            : number <= 8
                ? "DEBUG"
                : number <= 12
                    ? "INFO"
                    : number <= 16 ? "WARNING" : number <= 20 ? "ERROR" : "CRITICAL";
  }

  /** Reads the member if it is {@code attributes}, passes over it otherwise. */
  private void attributesOf(JsonCursor cursor, EnvelopeFields fields) {
    if (!cursor.is("attributes") || !cursor.enterArray()) {
      cursor.skip();
      return;
    }
    while (cursor.nextElement()) {
      attribute(cursor, fields);
    }
  }

  /** {@code {"key": "host.name", "value": {"stringValue": "web-1"}}}. */
  private void attribute(JsonCursor cursor, EnvelopeFields fields) {
    if (!cursor.enterObject()) {
      cursor.skip();
      return;
    }
    int keyFrom = -1;
    int keyTo = -1;
    int valueFrom = -1;
    int valueTo = -1;
    while (cursor.nextKey()) {
      if (cursor.is("key") && cursor.takeString()) {
        keyFrom = cursor.from();
        keyTo = cursor.to();
      } else if (cursor.is("value")) {
        if (any(cursor) > 0) {
          valueFrom = cursor.from();
          valueTo = cursor.to();
        }
      } else {
        cursor.skip();
      }
    }
    if (keyFrom < 0 || valueFrom < 0) {
      return;
    }
    if (keyTo - keyFrom == STACK_TRACE.length
        && Ascii.startsWith(value, keyFrom, keyTo, STACK_TRACE)) {
      traceFrom = valueFrom;
      traceTo = valueTo;
    } else {
      fields.set(value, keyFrom, keyTo, valueFrom, valueTo);
    }
  }

  /** Takes {@code {"stringValue": "text"}}; what is no string is passed over: then 0. */
  private static int any(JsonCursor cursor) {
    int from = 0;
    int to = 0;
    if (!cursor.enterObject()) {
      cursor.skip();
      return 0;
    }
    while (cursor.nextKey()) {
      if (cursor.takeString()) {
        from = cursor.from();
        to = cursor.to();
      } else {
        cursor.skip();
      }
    }
    cursor.select(from, to);
    return to;
  }
}
