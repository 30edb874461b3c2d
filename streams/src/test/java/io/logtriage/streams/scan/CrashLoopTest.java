package io.logtriage.streams.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Examples.Step;
import io.logtriage.patterns.catalogue.Examples.Timed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that is started again and again and fails each time. */
class CrashLoopTest {
  private static final Instant START = Instant.parse("2026-03-02T11:40:00Z");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("'['yyyy-MM-dd HH:mm:ss '+0000]'").withZone(ZoneOffset.UTC);

  private final List<Step> steps = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"2", "5", "8", "13", "55"})
  void isOneOpenIncidentUntilAstartHolds(int period) {
    int second = 0;
    for (; second < 600; second += period) {
      start(second, second + 1);
    }
    line(second + 30, "[7] [INFO] Booting worker with pid: 7");
    steps.add(new Step(Duration.ofHours(1), ""));

    for (String symptom : List.of("worker-boot-failed", "module-not-found")) {
      assertThat(transitions(symptom))
          .hasSize(2)
          .startsWith("open 1s")
          .endsWith("resolved " + (second + 30 + 60) + "s");
    }
  }

  /** A start that is broken for good: no worker boots after the last failure. */
  @ParameterizedTest
  @CsvSource({"3", "10"})
  void isOverWhenItHasBeenQuiet(int period) {
    start(0, 1);
    start(period, period + 1);
    steps.add(new Step(Duration.ofHours(1), ""));

    assertThat(transitions("worker-boot-failed"))
        .containsExactly("open 1s", "resolved " + (period + 1 + 300) + "s");
  }

  private void start(int at, int fails) {
    line(at, "[1] [INFO] Starting gunicorn 23.0.0");
    line(at, "[1] [INFO] Listening at: http://127.0.0.1:8000 (1)");
    line(at, "[9] [INFO] Booting worker with pid: 9");
    line(fails, "[9] [ERROR] Exception in worker process");
    plain(fails, "Traceback (most recent call last):");
    plain(fails, "  File \"/srv/shop/wsgi.py\", line 1, in <module>");
    plain(fails, "    import requestz");
    plain(fails, "ModuleNotFoundError: No module named 'requestz'");
    line(fails, "[9] [INFO] Worker exiting (pid: 9)");
    line(fails, "[1] [ERROR] Worker (pid:9) exited with code 3");
    line(fails, "[1] [ERROR] Reason: Worker failed to boot.");
  }

  private void line(int second, String text) {
    plain(second, STAMP.format(START.plusSeconds(second)) + " " + text);
  }

  /** Lines of one second are one step, so that a traceback stays together. */
  private void plain(int second, String text) {
    Duration at = Duration.ofSeconds(second);
    Step before = steps.isEmpty() ? null : steps.get(steps.size() - 1);
    if (before != null && before.at().equals(at)) {
      steps.set(steps.size() - 1, new Step(at, before.line() + "\n" + text));
    } else {
      steps.add(new Step(at, text));
    }
  }

  private List<String> transitions(String symptom) {
    Timed loop = new Timed("a crash loop", steps, List.of());
    return new TimedExamples(Engine.of(Catalogue.builtIn())).run(symptom, loop);
  }
}
