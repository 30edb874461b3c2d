package io.logtriage.patterns.format;

import org.jspecify.annotations.Nullable;

/** What the usual keys of JSON log lines mean. */
enum JsonKeys {
  MESSAGE("message", "msg", "event", "log", "MESSAGE", "Message", "text"),
  LEVEL("level", "levelname", "severity", "log.level", "lvl", "loglevel", "level_name", "s"),
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
      "$date"),
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
      "exc_text"),
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
  PID("process", "pid", "_PID", "process.pid"),
  STATUS(
      "status",
      "status_code",
      "http.response.status_code",
      "response_code",
      "response_status",
      "DownstreamStatus"),
  METHOD("method", "request_method", "http.request.method", "verb", "RequestMethod"),
  TARGET("request_uri", "uri", "path", "url", "url.path", "request_path", "RequestPath"),
  REQUEST("request", "request_line"),
  CLIENT(
      "remote_addr",
      "client",
      "client_ip",
      "remote_ip",
      "ip",
      "client.ip",
      "remote_address",
      "ClientHost"),
  REFERRER("http_referer", "referer", "referrer", "http_referrer"),
  SECONDS("request_time", "upstream_response_time"),
  /** In seconds by Caddy, in whatever unit by others. */
  DURATION("duration");

  private static final JsonKeys[] ALL = values();

  // Written once and never handed out.
  @SuppressWarnings("ImmutableEnumChecker")
  private final byte[][] names;

  JsonKeys(String... names) {
    this.names = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      this.names[i] = Ascii.of(names[i]);
    }
  }

  /** What exactly these bytes mean, null when nothing. */
  static @Nullable JsonKeys of(byte[] bytes, int from, int to) {
    for (JsonKeys key : ALL) {
      for (byte[] name : key.names) {
        if (name.length == to - from && Ascii.startsWith(bytes, from, to, name)) {
          return key;
        }
      }
    }
    return null;
  }
}
