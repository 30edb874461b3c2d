package io.logtriage.patterns.explain;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.assemble.EventAssembler;
import io.logtriage.patterns.detect.Attempt;
import io.logtriage.patterns.detect.Detector;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.ParsedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs text through the engine's own parts and writes down what they say. */
public final class Explainer {
  private static final int NEAREST = 3;
  private static final int MAX_MESSAGE = 8 * 1024;

  private Explainer() {}

  /**
   * Explains one line or several.
   *
   * @param text redacted already; lines of one source in order
   */
  public static Explanation explain(Engine engine, String text) {
    Witness witness = new Witness(engine.detector());
    EventAssembler assembler = new EventAssembler(ZoneOffset.UTC, engine.formats(), false, witness);
    text.lines()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .forEach(line -> assembler.line(line, 0, line.length, -1, 0));
    assembler.flush();
    return new Explanation(witness.events);
  }

  /** Writes down each event, benign or not. */
  private static final class Witness implements EventAssembler.Events {
    private final Detector detector;
    private final List<Explanation.Event> events = new ArrayList<>();

    Witness(Detector detector) {
      this.detector = detector;
    }

    @Override
    public boolean watches(ParsedEvent line) {
      return true;
    }

    @Override
    public boolean mayMatch(byte[] bytes, int from, int to) {
      return detector.mayMatch(bytes, from, to);
    }

    @Override
    public void event(ParsedEvent event, long offset, long time, boolean undated) {
      List<String> symptoms = new ArrayList<>();
      detector.detect(event, (symptom, open, fields) -> symptoms.add(symptom.id()));
      List<Attempt> attempts = detector.trace(event);
      boolean nothing = symptoms.isEmpty() && attempts.isEmpty();
      events.add(
          new Explanation.Event(
              event.lines,
              event.format.dataset(),
              event.time == ParsedEvent.NO_TIME
                  ? null
                  : Instant.ofEpochMilli(event.time).toString(),
              event.level == Level.UNKNOWN ? null : event.level.name().toLowerCase(Locale.ROOT),
              event.pid < 0 ? null : event.pid,
              event.status < 0 ? null : event.status,
              message(event),
              event.traceback,
              symptoms,
              attempts,
              nothing ? detector.nearest(event, NEAREST) : List.of()));
    }

    @Override
    public void benign(ParsedEvent event, long time) {
      event(event, -1, time, false);
    }

    private static String message(ParsedEvent event) {
      int length = Math.min(event.to - event.messageFrom, MAX_MESSAGE);
      return new String(event.bytes, event.messageFrom, length, StandardCharsets.UTF_8);
    }
  }
}
