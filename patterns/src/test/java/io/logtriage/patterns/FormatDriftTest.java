package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FormatDriftTest {
  private static final Source ACCESS =
      new Source("web-1", "/var/log/nginx/access.log", "shop", "shop", ZoneOffset.UTC, null);
  private static final String KNOWN =
      "10.0.0.9 - - [01/Mar/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"u\"";
  private static final String UNKNOWN = "10.0.0.9~GET~/cart~200~5~token=hush-hush-4711";

  private final Engine engine = Engine.of(TestSymptoms.catalogue());
  private SourceEngine source = engine.open(ACCESS);

  @Test
  void isToldWhenLinesOfALearnedFormatStopBeingRead() {
    feed(KNOWN, 150);
    feed(UNKNOWN, 249);
    assertThat(source.formatDrift()).isNull();
    feed(UNKNOWN, 1);
    FormatDrift drift = source.formatDrift();
    assertThat(drift.dataset()).isEqualTo("nginx.access");
    assertThat(drift.since()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());
    assertThat(drift.lines()).isEqualTo(200);
    assertThat(drift.read()).isZero();
    assertThat(drift.sample()).startsWith("10.0.0.9~GET").doesNotContain("hush-hush");
  }

  @Test
  void endsWhenLinesAreReadAgainInWhateverFormat() {
    feed(KNOWN, 100);
    feed(UNKNOWN, 200);
    FormatDrift drift = source.formatDrift();
    feed(UNKNOWN, 300);
    assertThat(source.formatDrift()).isSameAs(drift);
    feed("2026-03-01 12:00:01,000 INFO [shop] started", 100);
    assertThat(source.formatDrift()).isNull();
  }

  @Test
  void anotherKnownFormatIsNone() {
    feed(KNOWN, 100);
    feed("2026/03/01 12:00:00 [info] 7#7: *4 client closed connection", 1_000);
    assertThat(source.formatDrift()).isNull();
  }

  @Test
  void sourcesThatNeverHadAFormatAndMixedOnesHaveNone() {
    feed(UNKNOWN, 1_000);
    assertThat(source.formatDrift()).isNull();
    for (int i = 0; i < 500; i++) {
      feed(KNOWN, 1);
      feed("an ordinary sentence", 3);
    }
    assertThat(source.formatDrift()).isNull();
  }

  @Test
  void linesOfTracebacksAndBlankLinesSayNothing() {
    feed(KNOWN, 100);
    for (int i = 0; i < 20; i++) {
      feed("[2026-03-01 12:00:00 +0000] [7] [ERROR] Error handling request /", 1);
      feed("Traceback (most recent call last):", 1);
      feed("  File \"/srv/shop.py\", line 3, in run", 30);
      feed("ValueError: no", 1);
      feed("", 100);
    }
    assertThat(source.formatDrift()).isNull();
  }

  @Test
  void survivesRestartsAnywhere() {
    for (int i = 0; i < 300; i++) {
      feed(i < 100 ? KNOWN : UNKNOWN, 1);
      source.drain(finding -> {});
      source = engine.open(ACCESS, source.snapshot());
    }
    assertThat(source.formatDrift()).isNotNull();
  }

  private void feed(String line, int times) {
    byte[] bytes = line.getBytes(UTF_8);
    for (int i = 0; i < times; i++) {
      source.line(bytes, 0, bytes.length, -1, 0);
    }
  }
}
