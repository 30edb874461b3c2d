package io.logtriage.streams.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Examples.Step;
import io.logtriage.patterns.catalogue.Examples.Timed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedExamplesTest {
  private final TimedExamples examples = new TimedExamples(Engine.of(Catalogue.builtIn()));

  @Test
  void theBuiltInCatalogueKeepsItsPromises() {
    assertThat(examples.check()).isEmpty();
  }

  @Test
  void tellsWhatHappened() {
    Timed example =
        new Timed(
            "a worker times out",
            List.of(
                new Step(
                    Duration.ZERO,
                    "[2026-05-04 03:02:01 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:12)"),
                new Step(Duration.ofMinutes(6), "")),
            List.of());

    assertThat(examples.run("worker-timeout", example)).containsExactly("open 0s", "resolved 300s");
    assertThat(examples.run("bad-gateway", example)).isEmpty();
  }
}
