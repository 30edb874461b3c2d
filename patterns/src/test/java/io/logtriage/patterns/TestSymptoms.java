package io.logtriage.patterns;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Examples;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A catalogue of two symptoms: one of access lines, one of messages. */
final class TestSymptoms {
  private TestSymptoms() {}

  static Catalogue catalogue() {
    return new Catalogue(
        List.of(
            symptom("gateway", List.of("url.path"), new LinePattern.Status(Set.of(502))),
            symptom(
                "locked",
                List.of("error.type"),
                new LinePattern.Grok(
                    "database is locked", List.of("database is locked"), Set.of(), Level.WARNING))),
        "test");
  }

  private static Symptom symptom(String id, List<String> group, LinePattern pattern) {
    return new Symptom(
        id,
        id,
        "1.1",
        Severity.HIGH,
        List.of(),
        List.of("process"),
        List.of(pattern),
        group,
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
