package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Clue;
import io.logtriage.patterns.catalogue.Escalation;
import io.logtriage.patterns.catalogue.Examples;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.PipelineCondition;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.catalogue.Symptom.AbsorptionRule;
import io.logtriage.patterns.catalogue.Symptom.CauseRule;
import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import io.logtriage.patterns.catalogue.Symptom.Remedy;
import io.logtriage.patterns.format.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A small catalogue for tests of tracking: quiet time 300 s, reopen window 600 s. */
final class Symptoms {
  static final Symptom DISK = symptom("disk", 1, List.of(), List.of());
  static final Symptom TIMEOUT =
      symptom("timeout", 1, List.of(cause("disk"), cause("gateway")), List.of());
  static final Symptom GATEWAY =
      symptom("gateway", 1, List.of(cause("timeout"), cause("disk")), List.of());
  static final Symptom KILLED =
      symptom("killed", 1, List.of(), List.of(new AbsorptionRule("timeout", seconds(30))));

  /**
   * Explained by trouble with the disk in the same folder, or by memory of the same process, unless
   * it fails with 2 or 111.
   */
  static final Symptom INDEX =
      symptom(
          "index",
          1,
          List.of(
              new CauseRule("disk", seconds(120), List.of(Clue.FOLDER), Set.of()),
              new CauseRule("memory", seconds(120), List.of(Clue.PROCESS), Set.of("2", "111"))),
          List.of());

  static final Symptom NOISE = symptom("noise", 3, List.of(), List.of());

  /** Opens when three clients show it within a minute. */
  static final Symptom CLIENTS =
      symptom(
          "clients",
          new OpenCondition(3, seconds(60), "client.ip"),
          List.of(),
          List.of(),
          List.of());

  static final OpenCondition WEAK = new OpenCondition(2, seconds(100));

  /** Opens at once, or by two weak findings within 100 s. */
  static final Symptom MIXED =
      symptom(
          "mixed",
          new OpenCondition(1, seconds(60)),
          List.of(new LinePattern.Opening(new LinePattern.Status(Set.of(404)), WEAK)),
          List.of(),
          List.of());

  /** High from four findings within ten seconds on, critical on two hosts. */
  static final Symptom RISING =
      symptom(
          "rising",
          new OpenCondition(1, seconds(60)),
          Severity.MEDIUM,
          List.of(
              new Escalation(Severity.HIGH, 4, seconds(10), 0),
              new Escalation(Severity.CRITICAL, 0, seconds(60), 2)),
          List.of(),
          List.of(),
          List.of());

  /** Has a pattern that only suggests it. */
  static final Symptom MEMORY =
      symptom(
          "memory",
          new OpenCondition(1, seconds(60)),
          List.of(new LinePattern.Grok("killed", List.of("killed"), Set.of(), Level.WARNING, true)),
          List.of(),
          List.of());

  /** Tells of silent sources. */
  static final Symptom SILENT =
      new Symptom(
          "silent",
          "Title of silent",
          "pipeline",
          Severity.HIGH,
          List.of(),
          List.of("host"),
          List.of(new LinePattern.Pipeline(PipelineCondition.SILENCE)),
          List.of("host.name", "log.file.path"),
          new OpenCondition(1, seconds(60)),
          seconds(180),
          seconds(600),
          List.of(),
          List.of(),
          List.of(),
          new Remedy(List.of("look"), List.of("fix"), List.of("see")),
          new Examples(List.of(), List.of(), List.of(), List.of()));

  static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              DISK, TIMEOUT, GATEWAY, KILLED, NOISE, CLIENTS, MIXED, RISING, MEMORY, SILENT, INDEX),
          "hash");

  private Symptoms() {}

  private static Symptom symptom(
      String id, int openAt, List<CauseRule> causes, List<AbsorptionRule> explainedBy) {
    return symptom(id, new OpenCondition(openAt, seconds(60)), List.of(), causes, explainedBy);
  }

  private static Symptom symptom(
      String id,
      OpenCondition open,
      List<LinePattern> patterns,
      List<CauseRule> causes,
      List<AbsorptionRule> explainedBy) {
    return symptom(id, open, Severity.CRITICAL, List.of(), patterns, causes, explainedBy);
  }

  private static Symptom symptom(
      String id,
      OpenCondition open,
      Severity severity,
      List<Escalation> escalations,
      List<LinePattern> patterns,
      List<CauseRule> causes,
      List<AbsorptionRule> explainedBy) {
    return new Symptom(
        id,
        "Title of " + id,
        "1.2",
        severity,
        escalations,
        List.of("process"),
        patterns,
        List.of("service.name"),
        open,
        seconds(300),
        seconds(600),
        List.of(),
        causes,
        explainedBy,
        new Remedy(List.of("look"), List.of("fix"), List.of("see")),
        new Examples(List.of(), List.of(), List.of(), List.of()));
  }

  private static CauseRule cause(String symptom) {
    return new CauseRule(symptom, seconds(120));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
