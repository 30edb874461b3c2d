package io.logtriage.patterns.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the usual keys of JSON log lines mean. */
enum JsonKeys {
  MESSAGE(
      "message",
      "msg",
      "event",
      "log",
      "MESSAGE",
      "Message",
      "text",
      "short_message",
      "textPayload",
      "RenderedMessage",
      "@m"),
  LEVEL(
      "level",
      "levelname",
      "severity",
      "log.level",
      "lvl",
      "loglevel",
      "log_level",
      "level_name",
      "s",
      "Level",
      "@l",
      "severity_text",
      "severityText"),
  PRIORITY("PRIORITY"),
  TIME(
      "time",
      "timestamp",
      "@timestamp",
      "ts",
      "asctime",
      "datetime",
      "time_iso8601",
      "time_local",
      "date",
      "$date",
      "Timestamp",
      "@t",
      "created",
      "timeUnixNano"),
  /** What MongoDB puts its time into. */
  WHEN("t"),
  TRACE(
      "exc_info",
      "exception",
      "traceback",
      "stack_trace",
      "stack",
      "stackTrace",
      "error.stack_trace",
      "exc_text",
      "full_message"),
  ERROR(
      "error",
      "err",
      "error.message",
      "error_message",
      "errorMessage",
      "error_msg",
      "errmsg",
      "error_str",
      "exc_value",
      "exception.message",
      "cause",
      "detail",
      "reason"),
  /** What loggers put their values into: MongoDB's attributes, the problem of RFC 9457. */
  ATTRIBUTES("attr", "problem", "details"),
  STREAM("stream", "__REALTIME_TIMESTAMP"),
  PID("process", "pid", "_PID", "process.pid", "_pid"),
  STATUS(
      "status",
      "status_code",
      "http.response.status_code",
      "response_code",
      "response_status",
      "DownstreamStatus"),
  METHOD(
      "method", "request_method", "http.request.method", "verb", "RequestMethod", "requestMethod"),
  TARGET(
      "request_uri", "uri", "path", "url", "url.path", "request_path", "RequestPath", "requestUrl"),
  REQUEST("request", "request_line", "httpRequest"),
  /** What ECS puts the status into. */
  RESPONSE("response"),
  /** What Google puts an application's object into. */
  PAYLOAD("jsonPayload"),
  CLIENT(
      "remote_addr",
      "client",
      "client_ip",
      "remote_ip",
      "ip",
      "client.ip",
      "remote_address",
      "ClientHost",
      "remoteIp"),
  REFERRER("http_referer", "referer", "referrer", "http_referrer"),
  SECONDS("request_time", "upstream_response_time", "latency"),
  MILLISECONDS(
      "duration_in_ms", "duration_ms", "response_time_ms", "request_time_ms", "latency_ms"),
  /** Traefik's. */
  NANOSECONDS("Duration"),
  /** In seconds by Caddy, in whatever unit by others. */
  DURATION("duration");

  /** By length and first byte of a name; each slot holds what may be meant. */
  private static final Name[][] SLOTS = slots();

  // Never written: an enum cannot hold a copy that the checker knows to be immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final String[] names;

  JsonKeys(String... names) {
    this.names = names;
  }

  /** What exactly these bytes mean, null when nothing. */
  static @Nullable JsonKeys of(byte[] bytes, int from, int to) {
    if (from == to) {
      return null;
    }
    for (Name name : SLOTS[slot(to - from, bytes[from])]) {
      if (name.text.length == to - from && Ascii.startsWith(bytes, from, to, name.text)) {
        return name.key;
      }
    }
    return null;
  }

  private static int slot(int length, byte first) {
    return (length * 31 + first) & 0xff;
  }

  private static Name[][] slots() {
    Name[][] slots = new Name[256][0];
    for (JsonKeys key : values()) {
      for (String text : key.names) {
        Name name = new Name(Ascii.of(text), key);
        int slot = slot(name.text.length, name.text[0]);
        Name[] more = Arrays.copyOf(slots[slot], slots[slot].length + 1);
        more[more.length - 1] = name;
        slots[slot] = more;
      }
    }
    return slots;
  }

  private static final class Name {
    private final byte[] text;
    private final JsonKeys key;

    Name(byte[] text, JsonKeys key) {
      this.text = text;
      this.key = key;
    }
  }
}
