package io.logtriage.patterns;

import static io.logtriage.patterns.SourceEngineTest.drain;
import static io.logtriage.patterns.SourceEngineTest.feed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.catalogue.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that a container engine cut into pieces. */
class PartialLinesTest {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final Source SOURCE = SourceEngineTest.source("/var/log/pods/shop/web/0.log");
  private static final String CRI = "2026-03-01T09:05:07.120456789Z ";
  private static final String TIMEOUT = "[2026-03-01 09:05:07 +0000] [1] [CRITICAL] WORKER TIMEOUT";

  private SourceEngine source = ENGINE.open(SOURCE);

  @Test
  void piecesOfKubernetesAreJoined() {
    feed(source, CRI + "stderr P [2026-03-01 09:05:07 +0000] [1] [CRIT");
    feed(source, CRI + "stderr P ICAL] WORKER TIME");
    feed(source, CRI + "stderr F OUT (pid:9)");

    assertThat(found()).containsExactly("worker-timeout 9");
    assertThat(source.matched()).isEqualTo(3);
  }

  @Test
  void eachStreamHasItsOwnPieces() {
    feed(source, CRI + "stderr P " + TIMEOUT);
    feed(source, CRI + "stdout P 10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] \"GET / HT");
    feed(source, CRI + "stderr F  (pid:9)");
    feed(source, CRI + "stdout F TP/1.1\" 502 5");

    assertThat(found()).containsExactly("worker-timeout 9", "bad-gateway null");
    assertThat(source.matched()).isEqualTo(4);
  }

  @Test
  void dockersLongLinesAreJoined() {
    String padding = "x".repeat(16 * 1024 - 40);
    feed(source, docker("2026-03-01 09:05:07,120 ERROR in shop: " + padding + " ", "07.1"));
    feed(source, docker("then\\nsqlite3.OperationalError: database is locked\\n", "09.4"));

    source.flush();
    assertThat(source.matched() + source.unmatched()).isEqualTo(2);
    assertThat(drain(source)).extracting(Finding::symptom).containsExactly("sqlite-locked");
  }

  @Test
  void dockersShortPiecesAreJoinedWhereItsLinesEnd() {
    feed(source, docker("healthy\\n", "07.0"));
    feed(source, docker(TIMEOUT, "07.120"));
    feed(source, docker(" (pid:9)\\n", "07.121"));

    assertThat(found()).containsExactly("worker-timeout 9");
  }

  @Test
  void whereNoLineEndsEachIsWhole() {
    feed(source, docker(TIMEOUT + " (pid:9)", "07.120"));
    feed(source, docker(TIMEOUT + " (pid:10)", "07.120"));

    assertThat(found()).containsExactly("worker-timeout 9", "worker-timeout 10");
  }

  @Test
  void theLastWordsOfAcontainerAreNotJoinedWithTheFirstOfTheNext() {
    feed(source, docker("healthy\\n", "07.0"));
    feed(source, docker("shutting down", "08.0"));
    feed(source, docker(TIMEOUT + " (pid:9)\\n", "09.0"));

    assertThat(found()).containsExactly("worker-timeout 9");
  }

  @Test
  void aBackslashBeforeAnNisNoLineEnd() {
    feed(source, docker("healthy\\n", "07.0"));
    feed(source, docker(TIMEOUT + " (pid:9) C:\\\\n", "07.120"));
    feed(source, docker("ew\\n", "07.121"));

    source.flush();
    assertThat(drain(source).get(0).samples().get(0).message()).endsWith("C:\\new");
  }

  @Test
  void aRestartKeepsThePieces() {
    feed(source, CRI + "stderr P " + TIMEOUT);
    assertThat(source.pending()).isTrue();
    source = ENGINE.open(SOURCE, source.snapshot());
    feed(source, CRI + "stderr F  (pid:9)");

    assertThat(found()).containsExactly("worker-timeout 9");
  }

  @Test
  void whatNeverEndsIsHandedOverAndBounded() {
    for (int i = 0; i < 1_000; i++) {
      feed(source, CRI + "stderr P " + TIMEOUT + " (pid:9) " + "x".repeat(16_000));
      feed(source, CRI + "stdout P " + "y".repeat(16_000));
    }
    assertThat(source.snapshot()).hasSizeLessThan(64 * 1024);

    assertThat(found()).containsExactly("worker-timeout 9");
    assertThat(source.matched() + source.unmatched()).isEqualTo(2_000);
    assertThat(source.pending()).isFalse();
  }

  @Test
  void secretsAreNotKeptWhileApieceWaits() {
    feed(source, CRI + "stderr P login with password=hunter2hunter2 ");

    assertThat(new String(source.snapshot(), UTF_8)).doesNotContain("hunter2");
  }

  private static String docker(String text, String second) {
    return "{\"log\":\""
        + text
        + "\",\"stream\":\"stderr\",\"time\":\"2026-03-01T09:05:"
        + second
        + "Z\"}";
  }

  private List<String> found() {
    source.flush();
    return drain(source).stream()
        .map(finding -> finding.symptom() + " " + finding.fields().get("process.pid"))
        .toList();
  }
}
