package io.logtriage.patterns;

import static io.logtriage.patterns.SourceEngineTest.access;
import static io.logtriage.patterns.SourceEngineTest.drain;
import static io.logtriage.patterns.SourceEngineTest.feed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SourceEngineRestartTest {
  private static final Engine ENGINE = Engine.of(TestSymptoms.catalogue());
  private static final Source SOURCE = SourceEngineTest.source("/var/log/app.log");

  /** Whatever the lines, and wherever state goes through bytes: nothing changes. */
  @Property(tries = 300)
  void restartsChangeNothing(
      @ForAll("lines") List<String> lines, @ForAll("places") Set<Integer> places) {
    Run straight = new Run();
    Run restarted = new Run();
    for (int i = 0; i < lines.size(); i++) {
      if (places.contains(i)) {
        restarted.restart();
      }
      straight.line(lines.get(i));
      restarted.line(lines.get(i));
    }
    straight.end();
    restarted.end();
    assertThat(restarted.findings).isEqualTo(straight.findings);
    assertThat(restarted.source.matched()).isEqualTo(straight.source.matched());
    assertThat(restarted.source.unmatched()).isEqualTo(straight.source.unmatched());
    assertThat(restarted.source.clock()).isEqualTo(straight.source.clock());
    assertThat(straight.source.matched() + straight.source.unmatched()).isEqualTo(lines.size());
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.of(
            access(0, "/", 502),
            access(0, "/", 200),
            access(1, "/a", 502),
            access(30, "/", 502),
            "2026-03-01 12:00:00,000 ERROR in shop: Exception on /x [GET]",
            "2026-03-01 12:00:00,000 INFO fine",
            "2026-03-01 12:00:01,000 WARNING database is locked",
            "[2026-03-01 14:00:00 +0200] [7] [ERROR] Exception in worker process",
            "Traceback (most recent call last):",
            "  File \"/srv/shop.py\", line 1, in run",
            "sqlite3.OperationalError: database is locked",
            "database is locked",
            "During handling of the above exception, another exception occurred:",
            "",
            "x".repeat(20_000),
            "printed")
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<Set<Integer>> places() {
    return Arbitraries.integers().between(0, 59).set().ofMaxSize(30);
  }

  private static final class Run {
    private final List<Finding> findings = new ArrayList<>();
    private SourceEngine source = ENGINE.open(SOURCE);

    void line(String line) {
      feed(source, line);
      findings.addAll(drain(source));
    }

    void restart() {
      source = ENGINE.open(SOURCE, source.snapshot());
    }

    void end() {
      source.flush();
      findings.addAll(drain(source));
    }
  }
}
