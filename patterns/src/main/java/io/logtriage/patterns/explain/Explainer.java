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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs text through the engine's own parts and writes down what they say. */
public final class Explainer {
  private static final int NEAREST = 3;
  private static final int MAX_MESSAGE = 8 * 1024;
  private static final Set<String> TOLD =
      Set.of("log.level", "process.pid", "http.response.status_code", "error.stack_trace");

  private Explainer() {}

  /** Explains text whose lines came at no particular time. */
  public static Explanation explain(Engine engine, String text) {
    return explain(engine, text.getBytes(StandardCharsets.UTF_8), 0);
  }

  /**
   * Explains one line or several.
   *
   * @param text lines of one source in order, any bytes
   * @param arrival epoch milliseconds, about when the lines were written: syslog names no year
   */
  public static Explanation explain(Engine engine, byte[] text, long arrival) {
    List<byte[]> lines = lines(text);
    Witness witness = new Witness(engine, lines, arrival);
    EventAssembler assembler = new EventAssembler(ZoneOffset.UTC, engine.formats(), false, witness);
    lines.forEach(line -> assembler.line(line, 0, line.length, -1, arrival));
    assembler.flush();
    return new Explanation(witness.events);
  }

  /** As a source is split: at {@code \n}, a {@code \r} before it is ignored. */
  private static List<byte[]> lines(byte[] text) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length) {
      int to = from;
      while (to < text.length && text[to] != '\n') {
        to++;
      }
      int end = to > from && text[to - 1] == '\r' ? to - 1 : to;
      lines.add(Arrays.copyOfRange(text, from, end));
      from = to + 1;
    }
    return lines;
  }

  /** Writes down each event, benign or not. */
  private static final class Witness implements EventAssembler.Events {
    private final Engine engine;
    private final Detector detector;
    private final List<byte[]> lines;
    private final long arrival;
    private final Layers layers;
    private final List<Explanation.Event> events = new ArrayList<>();
    private int firstLine;

    Witness(Engine engine, List<byte[]> lines, long arrival) {
      this.engine = engine;
      this.detector = engine.detector();
      this.lines = lines;
      this.arrival = arrival;
      this.layers = new Layers(engine.formats());
    }

    @Override
    public boolean watches(ParsedEvent line) {
      return true;
    }

    @Override
    public boolean mayMatch(ParsedEvent line) {
      return detector.mayMatch(line);
    }

    @Override
    public boolean mayShowSymptom(ParsedEvent line) {
      return detector.mayShowSymptom(line);
    }

    @Override
    public void event(ParsedEvent event, long offset, long time, boolean undated) {
      List<String> symptoms = new ArrayList<>();
      detector.detect(event, (symptom, open, fields) -> symptoms.add(symptom.id()));
      List<Attempt> attempts = detector.trace(event);
      boolean nothing = symptoms.isEmpty() && attempts.isEmpty();
      List<String> around =
          firstLine < lines.size() ? layers.of(lines.get(firstLine), arrival) : List.of();
      firstLine += event.lines;
      events.add(
          new Explanation.Event(
              event.lines,
              event.format.dataset(),
              around,
              event.time == ParsedEvent.NO_TIME
                  ? null
                  : Instant.ofEpochMilli(event.time).toString(),
              event.level == Level.UNKNOWN ? null : event.level.name().toLowerCase(Locale.ROOT),
              event.pid < 0 ? null : event.pid,
              event.status < 0 ? null : event.status,
              message(event),
              event.traceback,
              fields(event),
              symptoms,
              engine.counted(event),
              attempts,
              nothing ? detector.nearest(event, NEAREST) : List.of()));
    }

    @Override
    public void benign(ParsedEvent event, long offset, long time, boolean undated) {
      event(event, -1, time, false);
    }

    /** Those that are not told anyway, without the whole of a traceback. */
    private Map<String, String> fields(ParsedEvent event) {
      Map<String, String> fields = new TreeMap<>(engine.fields(event));
      TOLD.forEach(fields::remove);
      return fields;
    }

    private static String message(ParsedEvent event) {
      int length = Math.min(event.to - event.messageFrom, MAX_MESSAGE);
      return new String(event.bytes, event.messageFrom, length, StandardCharsets.UTF_8);
    }
  }
}
