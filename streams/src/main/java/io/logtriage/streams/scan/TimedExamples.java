package io.logtriage.streams.scan;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Examples.Step;
import io.logtriage.patterns.catalogue.Examples.Timed;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentStore;
import io.logtriage.streams.incident.IncidentTracker;
import io.logtriage.streams.incident.TaggedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs a catalogue's timed examples through the engine and tracking that run in production, and
 * compares the transitions with those expected.
 */
public final class TimedExamples {
  private static final Source SOURCE =
      new Source("example", "/example.log", "example", "example", ZoneOffset.UTC, null);
  private static final Pattern TIME = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

  /** Stands in for the time of the first step where no line has one: 2026-01-01T00:00:00Z. */
  private static final long UNDATED_START = 1_767_225_600_000L;

  private final Engine engine;

  public TimedExamples(Engine engine) {
    this.engine = requireNonNull(engine, "engine is null");
  }

  /** An example whose transitions are not those that it expects. */
  public record Failure(String symptom, String example, List<String> expected, List<String> found) {

    @Override
    public String toString() {
      return symptom
          + ", timed example '"
          + example
          + "': expected "
          + expected
          + ", found "
          + found;
    }
  }

  /** Runs every example of the engine's catalogue; empty when all are as they should be. */
  public List<Failure> check() {
    List<Failure> failures = new ArrayList<>();
    for (Symptom symptom : engine.catalogue().symptoms()) {
      for (Timed example : symptom.examples().timed()) {
        List<String> expected = example.expect().stream().map(TimedExamples::inSeconds).toList();
        List<String> found = run(symptom.id(), example);
        if (!found.equals(expected)) {
          failures.add(new Failure(symptom.id(), example.name(), expected, found));
        }
      }
    }
    return failures;
  }

  /** The transitions of incidents of {@code symptom}, as {@code "open 0s"}, in order. */
  public List<String> run(String symptom, Timed example) {
    long start = start(example);
    SourceEngine source = engine.open(SOURCE);
    IncidentTracker tracker = new IncidentTracker(engine.catalogue(), IncidentStore.none());
    Transitions transitions = new Transitions(symptom, start);
    for (Step step : example.steps()) {
      long now = start + step.at().toMillis();
      feed(source, step, now);
      List<Finding> findings = new ArrayList<>();
      List<Recovery> signs = new ArrayList<>();
      source.drain(findings::add, signs::add);
      tracker.apply(
          new DeploymentBatch("example", "example", now, findings, signs), 0, transitions);
    }
    return transitions.found;
  }

  /** When the example's time is zero: told by its first dated line. */
  private long start(Timed example) {
    for (Step step : example.steps()) {
      SourceEngine source = engine.open(SOURCE);
      feed(source, step, UNDATED_START);
      if (source.clock() != Long.MIN_VALUE) {
        return source.clock() - step.at().toMillis();
      }
    }
    return UNDATED_START;
  }

  private static void feed(SourceEngine source, Step step, long now) {
    step.line()
        .lines()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .forEach(line -> source.line(line, 0, line.length, -1, now));
    source.flush();
  }

  /** The same transition with its time in seconds, as {@link Transitions} writes it. */
  private static String inSeconds(String expectation) {
    int space = expectation.indexOf(' ');
    Matcher time = TIME.matcher(expectation.substring(space + 1));
    if (space < 0 || !time.matches()) {
      return expectation;
    }
    long amount = Long.parseLong(time.group(1));
    Duration duration =
        switch (time.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofSeconds(amount);
        };
    return expectation.substring(0, space) + " " + seconds(duration.toMillis());
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private static final class Transitions implements Changes {
    final List<String> found = new ArrayList<>();
    private final String symptom;
    private final long start;

    Transitions(String symptom, long start) {
      this.symptom = symptom;
      this.start = start;
    }

    @Override
    public void incident(Incident incident, Transition transition) {
      String text = describe(incident, transition);
      if (text != null && incident.symptom().equals(symptom)) {
        found.add(text);
      }
    }

    private @Nullable String describe(Incident incident, Transition transition) {
      Long resolved = incident.resolvedAt();
      return switch (transition) {
        case OPENED -> "open " + seconds(incident.opened() - start);
        case RESOLVED -> resolved == null ? null : "resolved " + seconds(resolved - start);
        case REOPENED -> "reopened " + seconds(incident.lastSeen() - start);
        case MERGED -> "merged " + seconds(incident.lastSeen() - start);
        case UPDATED -> null;
      };
    }

    @Override
    public void tagged(TaggedEvent event) {}
  }
}
