package io.logtriage.patterns;

import static io.logtriage.patterns.SourceEngineTest.drain;
import static io.logtriage.patterns.SourceEngineTest.feed;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that are started again and again, and nothing says why. */
class SilentBootsTest {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final Source SOURCE = SourceEngineTest.source("/var/log/gunicorn/error.log");

  private SourceEngine source = ENGINE.open(SOURCE);
  private int worker = 10;

  @Test
  void aBootCountsWhenItComesAgainUnexplained() {
    boot(0).boot(5).boot(10);

    assertThat(shown()).containsExactly("out-of-memory 12", "out-of-memory 13");
  }

  @Test
  void theWorkersOfOneStartCountAsOne() {
    boot(0).boot(0).boot(1).boot(2).boot(2);

    assertThat(shown()).isEmpty();
  }

  @Test
  void workersThatDieWithinAsecondAreSeenToo() {
    for (int i = 0; i < 40; i++) {
      boot(i / 4);
    }

    assertThat(shown()).hasSize(3);
  }

  @Test
  void whatLiesLongBackSaysNothing() {
    boot(0).boot(301).boot(700);

    assertThat(shown()).isEmpty();
  }

  @Test
  void aRestartInBetweenChangesNothing() {
    boot(0);
    source = ENGINE.open(SOURCE, source.snapshot());
    boot(5);

    assertThat(shown()).containsExactly("out-of-memory 12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1] [INFO] Starting gunicorn 20.0.4",
        "[1] [INFO] Listening at: unix:/run/shop.sock (1)",
        "[1] [INFO] Using worker: gthread",
        "[1] [DEBUG] Arbiter booted",
        "[1] [INFO] Handling signal: hup",
        "[1] [INFO] Handling signal: ttin",
        "[1] [INFO] Handling signal: usr2",
        "[1] [INFO] Hang up: Master",
        "[11] [INFO] Worker exiting (pid: 11)",
        "[11] [INFO] Worker reloading: /srv/shop/app.py modified",
        "[11] [INFO] Parent changed, shutting down: <Worker 11>",
        "[1] [CRITICAL] WORKER TIMEOUT (pid:11)",
        "[1] [WARNING] Worker with pid 11 was terminated due to signal 15",
        "[1] [ERROR] Worker (pid:11) was sent SIGTERM!",
        "[1] [ERROR] Worker (pid:11) exited with code 1.",
        "[11] [WARNING] Maximum request limit of 1000 exceeded. Terminating process."
      })
  void whatSaysWhyMakesTheNextBootOrdinary(String reason) {
    boot(0).line(4, reason).boot(5).line(9, reason).boot(10).line(14, reason).boot(15);

    assertThat(suspected()).isEmpty();
  }

  @Test
  void whatSaysWhyDoesNotSwallowAtracebackThatFollows() {
    line(0, "[11] [INFO] Worker exiting (pid: 11)");
    feed(source, "Traceback (most recent call last):");
    feed(source, "gunicorn.errors.HaltServer: <HaltServer 'Worker failed to boot.' 3>");

    assertThat(shown()).containsExactly("worker-boot-failed null");
  }

  private SilentBootsTest boot(int second) {
    worker++;
    return line(second, "[" + worker + "] [INFO] Booting worker with pid: " + worker);
  }

  private SilentBootsTest line(int second, String text) {
    feed(
        source,
        String.format(
            Locale.ROOT, "[2026-03-01 12:%02d:%02d +0000] %s", second / 60, second % 60, text));
    return this;
  }

  private List<Finding> suspected() {
    source.flush();
    return drain(source).stream()
        .filter(finding -> finding.symptom().equals("out-of-memory"))
        .toList();
  }

  private List<String> shown() {
    List<String> shown = new ArrayList<>();
    source.flush();
    for (Finding finding : drain(source)) {
      shown.add(finding.symptom() + " " + finding.fields().get("process.pid"));
    }
    return shown;
  }
}
