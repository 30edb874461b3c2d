package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.format.AccessFormat;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceEngineTest {
  private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private static final Source NGINX = source("/var/log/nginx/access.log");

  private final Engine engine = Engine.of(TestSymptoms.catalogue());
  private final SourceEngine source = engine.open(NGINX);

  @Test
  void accessLineWithAStatusBecomesAFinding() {
    feed(source, access(0, "/cart/77?secret=1", 502));
    Finding finding = drain(source).get(0);
    assertThat(finding.symptom()).isEqualTo("gateway");
    assertThat(finding.dataset()).isEqualTo("nginx.access");
    assertThat(finding.first()).isEqualTo(NOON);
    assertThat(finding.undated()).isFalse();
    assertThat(finding.fields())
        .containsEntry("http.response.status_code", "502")
        .containsEntry("http.request.method", "GET")
        .containsEntry("url.path", "/cart/77")
        .containsEntry("client.ip", "10.0.0.9");
    assertThat(finding.group())
        .containsEntry("url.path", "/cart/#")
        .containsEntry("service.name", "shop");
    assertThat(finding.samples().get(0).message()).startsWith("10.0.0.9 - - [");
    assertThat(finding.samples().get(0).offset()).isEqualTo(7);
  }

  @Test
  void linesOfAFormatThatTheSourceOrTheEngineIsGivenAreRead() {
    String line = "502|/cart|1772366400.000";
    String directive = "$status|$uri|$msec";
    String path = "/var/log/nginx/short.log";
    SourceEngine ofHint =
        engine.open(
            new Source(
                "web-1",
                path,
                "shop",
                "shop",
                ZoneOffset.UTC,
                AccessFormat.parse(directive).directive()));
    SourceEngine ofEngine =
        engine.withFormats(List.of(AccessFormat.parse(directive))).open(source(path));
    feed(source, line);
    assertThat(drain(source)).isEmpty();
    for (SourceEngine reading : List.of(ofHint, ofEngine)) {
      feed(reading, line);
      Finding finding = drain(reading).get(0);
      assertThat(finding.first()).isEqualTo(NOON);
      assertThat(finding.dataset()).isEqualTo("nginx.access");
      assertThat(finding.fields()).containsEntry("url.path", "/cart");
    }
  }

  @Test
  void equalFindingsOfOneSecondFoldAndKeepTheirOwnIdentities() {
    for (int i = 0; i < 5; i++) {
      feed(source, access(0, "/", 502));
    }
    feed(source, access(1, "/", 502));
    List<Finding> findings = drain(source);
    assertThat(findings).extracting(Finding::count).containsExactly(5L, 1L);
    assertThat(findings.get(0).samples()).hasSize(3);
    assertThat(findings.get(0).samples()).extracting(Sample::id).doesNotHaveDuplicates();
    assertThat(findings.get(0).id()).isEqualTo(findings.get(0).samples().get(0).id());
    assertThat(findings).extracting(Finding::id).allMatch(id -> id.matches("[0-9a-f]{32}"));
  }

  @Test
  void findingsOfDifferentProcessesDoNotFold() {
    SourceEngine gunicorn =
        Engine.of(Catalogue.builtIn()).open(source("/var/log/gunicorn/error.log"));
    for (int pid : new int[] {21, 22, 22}) {
      feed(
          gunicorn,
          "[2026-03-01 12:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:%d)".formatted(pid));
    }
    gunicorn.flush();
    List<Finding> findings = drain(gunicorn);
    assertThat(findings)
        .extracting(finding -> finding.fields().get("process.pid"))
        .containsExactly("21", "22");
    assertThat(findings).extracting(Finding::count).containsExactly(1L, 2L);
  }

  @Test
  void identityDependsOnContentOnly() {
    SourceEngine other = engine.open(NGINX);
    feed(other, access(-1, "/", 200));
    byte[] line = (access(0, "/", 502) + "\r").getBytes(UTF_8);
    other.line(line, 0, line.length, 99, 1);
    feed(source, access(0, "/", 502));
    assertThat(drain(other).get(0).id()).isEqualTo(drain(source).get(0).id());
    SourceEngine elsewhere = engine.open(source("/var/log/nginx/other.log"));
    feed(elsewhere, access(0, "/", 502));
    feed(source, access(0, "/", 502));
    assertThat(drain(elsewhere).get(0).id()).isNotEqualTo(drain(source).get(0).id());
  }

  @Test
  void tracebackGivesTheLastExceptionOfItsChain() {
    feed(source, "2026-03-01 12:00:00,000 ERROR in shop: Exception on /x [GET]");
    feed(source, "Traceback (most recent call last):");
    feed(source, "  File \"/srv/shop.py\", line 1, in run");
    feed(source, "KeyError: 'a'");
    feed(source, "");
    feed(source, "During handling of the above exception, another exception occurred:");
    feed(source, "");
    feed(source, "Traceback (most recent call last):");
    feed(source, "  File \"/srv/shop.py\", line 2, in run");
    feed(source, "sqlite3.OperationalError: database is locked");
    source.flush();
    Finding finding = drain(source).get(0);
    assertThat(finding.symptom()).isEqualTo("locked");
    assertThat(finding.dataset()).isEqualTo("python.log");
    assertThat(finding.fields())
        .containsEntry("error.type", "sqlite3.OperationalError")
        .containsEntry("error.message", "database is locked")
        .containsEntry("log.level", "error")
        .containsKey("error.stack_trace");
    assertThat(finding.group()).containsEntry("error.type", "sqlite3.OperationalError");
    assertThat(source.matched()).isEqualTo(10);
  }

  @Test
  void undatedSourceHasTheArrivalAsTimeButNotAsIdentity() {
    SourceEngine later = engine.open(NGINX);
    feed(source, "database is locked");
    feed(source, "database is locked");
    byte[] line = "database is locked".getBytes(UTF_8);
    later.line(line, 0, line.length, 0, 9_999);
    source.flush();
    later.flush();
    Finding finding = drain(source).get(0);
    assertThat(finding.undated()).isTrue();
    assertThat(finding.first()).isEqualTo(4711);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(drain(later).get(0).id()).isEqualTo(finding.id());
  }

  @Test
  void countsEveryLineOnce() {
    feed(source, access(0, "/", 200));
    feed(source, access(0, "/", 502));
    feed(source, "");
    feed(source, "Traceback (most recent call last):");
    feed(source, "  File \"/srv/shop.py\", line 1, in run");
    assertThat(source.matched()).isEqualTo(1);
    assertThat(source.unmatched()).isEqualTo(2);
    assertThat(source.pendingLines()).isEqualTo(2);
    assertThat(source.pending()).isTrue();
    source.flush();
    assertThat(source.unmatched()).isEqualTo(4);
    assertThat(source.pending()).isFalse();
    assertThat(source.clock()).isEqualTo(NOON);
  }

  @Test
  void accessLinesAreGunicornsWhereGunicornLogs() {
    feed(source, "[2026-03-01 12:00:00 +0000] [7] [INFO] Booting worker with pid: 9");
    feed(source, access(0, "/", 502));
    assertThat(drain(source).get(0).dataset()).isEqualTo("gunicorn.access");
  }

  @Test
  void snapshotIsSmallAndRefusesWhatItCannotRead() {
    feed(source, access(0, "/", 200));
    assertThat(source.snapshot().length).isLessThanOrEqualTo(64);
    assertThatThrownBy(() -> engine.open(NGINX, new byte[] {2})).hasMessageContaining("expected 8");
    assertThatThrownBy(() -> engine.open(NGINX, new byte[] {}))
        .isInstanceOf(IllegalArgumentException.class);
    feed(source, access(0, "/", 502));
    assertThatThrownBy(source::snapshot).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void accessLineWithoutSymptomAllocatesNothing() {
    byte[] line = access(0, "/static/site.css?v=3", 200).getBytes(UTF_8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long lines = 200_000;
    repeat(line, lines);
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(line, lines);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(lines);
  }

  private void repeat(byte[] line, long times) {
    for (long i = 0; i < times; i++) {
      source.line(line, 0, line.length, i, 0);
    }
  }

  static String access(int second, String target, int status) {
    return "10.0.0.9 - - [01/Mar/2026:12:00:%02d +0000] \"GET %s HTTP/1.1\" %d 5 \"-\" \"u\""
        .formatted(Math.floorMod(second, 60), target, status);
  }

  static Source source(String path) {
    return new Source("web-1", path, "web-1", "shop", ZoneOffset.UTC, null);
  }

  static void feed(SourceEngine source, String line) {
    byte[] bytes = line.getBytes(UTF_8);
    source.line(bytes, 0, bytes.length, 7, 4711);
  }

  static List<Finding> drain(SourceEngine source) {
    List<Finding> findings = new ArrayList<>();
    source.drain(findings::add);
    return findings;
  }
}
