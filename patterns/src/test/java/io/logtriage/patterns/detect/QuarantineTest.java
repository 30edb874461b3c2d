package io.logtriage.patterns.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Examples;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.grok.GrokPattern;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private final Engine engine =
      Engine.of(
          Catalogue.of(
              List.of(
                  symptom("greedy", grok("job finished"), grok("^(?:x+)+ queue is full")),
                  symptom("patient", grok("queue is full")))));

  @Test
  void aPatternThatTakesTooLongIsToldAndTheOthersGoOn() {
    String hostile = "x".repeat(4_000) + "! queue is full";
    for (int i = 0; i < GrokPattern.OVERRUNS_UNTIL_QUARANTINE; i++) {
      assertThat(engine.quarantined()).isEmpty();
      show(hostile);
    }

    assertThat(engine.quarantined())
        .containsExactly(
            new QuarantinedPattern(
                "greedy", 2, "^(?:x+)+ queue is full", GrokPattern.OVERRUNS_UNTIL_QUARANTINE));
    assertThat(show("x queue is full")).containsExactly("patient");
    assertThat(show("job finished")).containsExactly("greedy");
  }

  private List<String> show(String line) {
    SourceEngine source =
        engine.open(new Source("web-1", "/a.log", "shop", "shop", ZoneOffset.UTC, null));
    byte[] bytes = line.getBytes(UTF_8);
    source.line(bytes, 0, bytes.length, -1, 0);
    source.flush();
    List<Finding> findings = new ArrayList<>();
    source.drain(findings::add);
    return findings.stream().map(Finding::symptom).toList();
  }

  private static LinePattern grok(String grok) {
    String literal = grok.substring(grok.indexOf(')') < 0 ? 0 : grok.indexOf('q'));
    return new LinePattern.Grok(grok, List.of(literal), Set.of(), Level.WARNING);
  }

  private static Symptom symptom(String id, LinePattern... patterns) {
    return new Symptom(
        id,
        id,
        "1.1",
        Severity.HIGH,
        List.of(),
        List.of("process"),
        List.of(patterns),
        List.of(),
        new Symptom.OpenCondition(1, Duration.ZERO),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        List.of(),
        List.of(),
        List.of(),
        new Symptom.Remedy(List.of("look"), List.of("mend"), List.of("look again")),
        new Examples(List.of(), List.of(), List.of(), List.of()));
  }
}
