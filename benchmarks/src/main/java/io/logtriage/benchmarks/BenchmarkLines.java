package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Lines as a web stack writes them: 99 of 100 are access lines, one is of the application server's
 * error log, every second of those a symptom. Always the same for the same number.
 */
final class BenchmarkLines {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final DateTimeFormatter ACCESS_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ERROR_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

  private BenchmarkLines() {}

  /** Whether line {@code i} is of the error log. */
  static boolean isError(int i) {
    return i % 100 == 99;
  }

  static byte[] line(int i) {
    return (isError(i) ? errorLine(i) : accessLine(i)).getBytes(UTF_8);
  }

  static String accessLine(int i) {
    return accessLine(i, instant(i));
  }

  static String accessLine(int i, Instant at) {
    return "10.%d.%d.%d - - [%s] \"GET /api/items/%d?page=%d HTTP/1.1\" %d %d \"https://shop.example/\" \"%s\""
        .formatted(
            i % 7,
            i % 250,
            i % 199,
            ACCESS_TIME.format(at),
            i * 31L % 10_007,
            i % 9,
            i % 50 == 3 ? 404 : 200,
            500 + i * 13L % 9_000,
            BROWSER);
  }

  static String errorLine(int i) {
    String head = "[" + time(i) + " +0000] [" + (7 + i % 3) + "] ";
    return i % 200 == 99
        ? head + "[CRITICAL] WORKER TIMEOUT (pid:" + (100 + i % 1_000) + ")"
        : head + "[INFO] Autorestarting worker after " + i % 1_000 + " requests.";
  }

  /** The time of line {@code i} as Python's logging and gunicorn write it, in UTC. */
  static String time(int i) {
    return ERROR_TIME.format(instant(i));
  }

  /** A thousand lines a second. */
  private static Instant instant(int i) {
    return START.plusMillis(i);
  }
}
