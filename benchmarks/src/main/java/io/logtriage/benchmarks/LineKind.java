package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** What is written most in a healthy stack: lines that show no symptom. */
enum LineKind {
  /** nginx's combined format. */
  ACCESS,
  /** The same with the times that nginx took. */
  TIMED,
  /** A request for a file of the web server. */
  STATIC,
  /** gunicorn's error log. */
  GUNICORN,
  /** Python's logging, an application's own words. */
  APPLICATION,
  /** A line that no format knows. */
  TEXT;

  /** Always the same for the same number. */
  byte[] line(int i) {
    String text =
        switch (this) {
          case ACCESS -> BenchmarkLines.accessLine(i);
          case TIMED ->
              BenchmarkLines.accessLine(i)
                  + " rt=0.%03d uct=\"0.001\" urt=\"0.%03d\"".formatted(i % 300, i % 300);
          case STATIC ->
              BenchmarkLines.accessLine(i)
                  .replaceFirst("/api/items/(\\d+)", "/static/app-$1.js")
                  .replace("\" 404 ", "\" 200 ");
          case GUNICORN ->
              "[%s +0000] [%d] [DEBUG] GET /api/items/%d"
                  .formatted(BenchmarkLines.time(i), 7 + i % 3, i * 31L % 10_007);
          case APPLICATION ->
              "%s,%03d INFO in views: rendered page %d for user %d in %d ms, cache hit ratio %d"
                  .formatted(
                      BenchmarkLines.time(i), i % 1_000, i * 31L % 997, i % 377, i % 90, i % 100);
          case TEXT ->
              "  processed batch %d of 1000, %d rows written to table orders, next run in %d seconds"
                  .formatted(i % 1_000, i * 31L % 977, i % 60);
        };
    return text.getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
