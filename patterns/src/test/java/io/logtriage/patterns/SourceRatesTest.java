package io.logtriage.patterns;

import static io.logtriage.patterns.SourceEngineTest.drain;
import static io.logtriage.patterns.SourceEngineTest.feed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.logtriage.patterns.catalogue.Catalogue;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SourceRatesTest {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SourceEngine source = ENGINE.open(SourceEngineTest.source("/log/nginx/access.log"));

  @Test
  void failuresAreFoundTogetherOnceTheyAreMany() {
    requests(0, 12, 200);
    requests(3, 7, 500);
    assertThat(drain(source)).isEmpty();
    requests(9, 1, 503);

    Finding finding = only(drain(source));

    assertThat(finding.symptom()).isEqualTo("high-error-rate");
    assertThat(finding.count()).isEqualTo(8);
    assertThat(finding.first()).isEqualTo(at(3));
    assertThat(finding.last()).isEqualTo(at(9));
    assertThat(finding.group())
        .containsEntry("tier", "proxy")
        .containsEntry("service.name", "shop");
    assertThat(finding.fields())
        .containsEntry("route", "/cart/#")
        .containsEntry("rate.requests", "20")
        .containsEntry("rate.hits", "8")
        .containsEntry("http.response.status_code", "500");
    assertThat(finding.samples()).extracting(Sample::time).containsExactly(at(3), at(9));
  }

  @Test
  void everyFailureCountsOnceHoweverOftenItIsDrained() {
    requests(0, 10, 500);
    requests(0, 10, 200);
    long count = only(drain(source)).count();
    for (int i = 0; i < 5; i++) {
      requests(1, 3, 500);
      count += only(drain(source)).count();
    }
    assertThat(count).isEqualTo(25);
  }

  @Test
  void goodRequestsEndIt() {
    requests(0, 20, 500);
    assertThat(only(drain(source)).count()).isEqualTo(20);
    requests(30, 80, 200);
    requests(31, 1, 500);
    assertThat(drain(source)).isEmpty();
  }

  @Test
  void whatLeftTheWindowIsForgotten() {
    requests(0, 19, 500);
    requests(60, 12, 200);
    requests(61, 8, 500);

    assertThat(only(drain(source)).count()).isEqualTo(8);
  }

  @Test
  void statusesOfOtherSymptomsFilesAndUpgradesDoNotCount() {
    requests(0, 20, 502);
    requests(0, 20, 504);
    for (int i = 0; i < 30; i++) {
      line(0, "/static/" + i, 500, "");
      line(0, "/logo.png", 500, "");
      line(0, "/live", 101, " rt=60.000");
    }
    assertThat(drain(source))
        .extracting(Finding::symptom)
        .doesNotContain("high-error-rate", "high-latency");
  }

  @Test
  void oneVerySlowRequestSuffices() {
    line(5, "/report/77?token=c4nary", 200, " rt=12.500 urt=12.500");

    Finding finding = only(drain(source));

    assertThat(finding.symptom()).isEqualTo("high-latency");
    assertThat(finding.fields())
        .containsEntry("event.duration", "12500000000")
        .containsEntry("route", "/report/#");
    assertThat(finding.toString()).doesNotContain("c4nary");
  }

  @Test
  void slowRequestsAreFoundOnceEveryFourthIsSlow() {
    for (int i = 0; i < 9; i++) {
      line(i, "/", 200, " rt=0.020");
    }
    line(10, "/", 200, " rt=1.001");
    line(11, "/", 200, " rt=1.001");
    assertThat(drain(source)).isEmpty();
    line(12, "/", 200, " rt=1.001");
    assertThat(only(drain(source)).count()).isEqualTo(3);
  }

  @Test
  void aRequestCountsOnceInEachTier() {
    SourceEngine mixed = ENGINE.open(SourceEngineTest.source("/log/compose.log"));
    for (int i = 0; i < 20; i++) {
      feed(mixed, request(0, "/", 500, ""));
    }
    for (int i = 0; i < 20; i++) {
      feed(mixed, " - - [" + TIME.format(START) + "] \"GET / HTTP/1.0\" 500 5 \"-\" \"u\"");
    }

    List<Finding> findings = drain(mixed);

    assertThat(findings)
        .extracting(finding -> finding.group().get("tier"))
        .containsExactly("proxy", "application");
    assertThat(findings).extracting(Finding::count).containsExactly(20L, 20L);
    assertThat(findings)
        .extracting(Finding::dataset)
        .containsExactly("nginx.access", "gunicorn.access");
  }

  @Test
  void aClockThatRanAheadIsGivenUp() {
    line(86_400, "/", 200, "");
    requests(0, 120, 500);

    assertThat(only(drain(source)).count()).isEqualTo(20);
  }

  @Test
  void aLineThatIsOnlyCountedAllocatesNothing() {
    byte[] line = request(0, "/cart/7?x=1", 200, " rt=0.003 urt=0.003").getBytes(UTF_8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long lines = 200_000;
    repeat(line, lines);
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(line, lines);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(lines);
  }

  @Test
  void stateOfAbusySourceStaysSmall() {
    for (int second = 0; second < 60; second++) {
      requests(second, 50, 200);
      requests(second, 1, 500);
    }
    assertThat(source.snapshot().length).isLessThan(4_000);
  }

  private void repeat(byte[] line, long times) {
    for (long i = 0; i < times; i++) {
      source.line(line, 0, line.length, i, 0);
    }
  }

  private void requests(int second, int count, int status) {
    for (int i = 0; i < count; i++) {
      line(second, "/cart/" + i, status, "");
    }
  }

  private void line(int second, String target, int status, String tail) {
    feed(source, request(second, target, status, tail));
  }

  static String request(int second, String target, int status, String tail) {
    return "10.0.0.9 - - ["
        + TIME.format(START.plusSeconds(second))
        + "] \"GET "
        + target
        + " HTTP/1.1\" "
        + status
        + " 5 \"-\" \"u\""
        + tail;
  }

  private static long at(int second) {
    return START.plusSeconds(second).toEpochMilli();
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }
}
