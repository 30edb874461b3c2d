package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.assemble.EventAssembler;
import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.detect.Detector;
import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.FormatHint;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.unmatched.UnmatchedEvents;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine's state for one source: pending event, learned format, last time, counters. Not safe
 * for use by more than one thread.
 *
 * <p>Per record of {@code logs}: {@link #line} for each line, then {@link #drain}, then {@link
 * #snapshot()} into the state store. Secrets are taken out of lines here (again, where a shipper
 * has done it), so that nothing that is kept or handed over holds one.
 */
public final class SourceEngine {
  private static final byte VERSION = 8;

  private final Detector detector;
  private final RecoveryWatches recoveries;
  private final FindingCollector collector;
  private final SourceRates rates;
  private final FormatWatch formats = new FormatWatch();
  private final EventAssembler assembler;

  /** Null unless somebody wants to know what was not understood. */
  private final @Nullable UnmatchedEvents complaints;

  private @Nullable ParsedEvents listener;
  private long matched;
  private long unmatched;

  SourceEngine(
      Catalogue catalogue,
      Detector detector,
      RateRules rules,
      List<AccessFormat> defaults,
      Source source,
      @Nullable LongPredicate collected) {
    this.detector = requireNonNull(detector, "detector is null");
    this.recoveries = new RecoveryWatches(catalogue);
    this.collector = new FindingCollector(source, recoveries);
    this.rates = new SourceRates(rules, collector);
    this.complaints = collected == null ? null : new UnmatchedEvents(source.path(), collected);
    ZoneId zone = source.zone();
    FormatHint hint = FormatHint.of(source.format());
    List<AccessFormat> formats = new ArrayList<>(hint.formats());
    formats.addAll(defaults);
    this.assembler =
        new EventAssembler(
            zone == null ? ZoneId.systemDefault() : zone,
            formats,
            isGunicorn(hint, source.path()),
            new Detection());
  }

  private static boolean isGunicorn(FormatHint hint, String path) {
    Boolean said = hint.gunicorn();
    return said == null ? path.toLowerCase(Locale.ROOT).contains("gunicorn") : said;
  }

  /**
   * Says of which year the lines to come are whose stamps name none. It is no part of the {@link
   * #snapshot()}: whoever hands over lines says it of them.
   *
   * @param year 0 when nobody knows: then the last in which they are not later than their arrival
   */
  public void year(int year) {
    assembler.year(year);
  }

  /** Tells of every event from now on; null to end that. No part of the {@link #snapshot()}. */
  public void tell(@Nullable ParsedEvents newListener) {
    listener = newListener;
  }

  /**
   * Takes one physical line.
   *
   * @param bytes holds it; not kept after the call
   * @param from first byte
   * @param to behind its last byte, without {@code \n}; a {@code \r} before it is ignored
   * @param offset byte offset in the uncompressed file, -1 when unknown
   * @param arrival epoch milliseconds that stand in for the time of a source without any dated
   *     line: ship time when live, the file's last-modified time when reading history
   */
  public void line(byte[] bytes, int from, int to, long offset, long arrival) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    assembler.line(bytes, from, end, offset, arrival);
  }

  /**
   * Takes one physical line that came with a time beside it, which counts when it has none of its
   * own: {@code time}, epoch milliseconds.
   */
  public void datedLine(byte[] bytes, int from, int to, long time) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    assembler.line(bytes, from, end, -1, time, time);
  }

  /** Ends the pending event: at the end of a file, or when no more of it came for a while. */
  public void flush() {
    assembler.flush();
  }

  /** Hands over the findings since the last call, equal ones of one second folded into one. */
  public void drain(Consumer<Finding> findings) {
    drain(findings, recovery -> {});
  }

  /** Hands over the findings since the last call, and what showed that earlier ones are over. */
  public void drain(Consumer<Finding> findings, Consumer<Recovery> signs) {
    collector.drain(findings);
    rates.drained();
    recoveries.drain(signs);
  }

  /** Whether an event waits for its next line. */
  public boolean pending() {
    return assembler.pendingLines() > 0;
  }

  /**
   * Greatest event time seen in dated lines, epoch milliseconds; {@link Long#MIN_VALUE} when none
   * was dated.
   */
  public long clock() {
    return assembler.clock();
  }

  /**
   * Time of the last dated line, epoch milliseconds, which may be before {@link #clock()}; {@link
   * Long#MIN_VALUE} when none was dated.
   */
  public long lastTime() {
    return assembler.lastTime();
  }

  /** Lines whose event showed a symptom. */
  public long matched() {
    return matched;
  }

  /** Lines whose event showed none. Lines of the pending event are in neither count yet. */
  public long unmatched() {
    return unmatched;
  }

  /** Lines of the pending event. */
  public int pendingLines() {
    return assembler.pendingLines();
  }

  /**
   * Says that the lines stopped having the format they used to have; null while all is well. The
   * same value as long as it lasts, over restarts, too.
   */
  public @Nullable FormatDrift formatDrift() {
    return formats.drift();
  }

  /**
   * What was not understood; null when nobody asked for it ({@link Engine#collectingUnmatched}).
   */
  public @Nullable UnmatchedEvents unmatchedEvents() {
    return complaints;
  }

  /**
   * All of this state as compact bytes, for {@link Engine#open(Source, byte[])}.
   *
   * @throws IllegalStateException when findings were not drained: they are not part of it
   */
  public byte[] snapshot() {
    collector.requireDrained();
    StateWriter out = new StateWriter();
    out.number(VERSION);
    out.number(matched);
    out.number(unmatched);
    collector.occurrences().write(out, clock());
    collector.seconds().write(out, clock());
    collector.recurrences().write(out);
    assembler.write(out);
    rates.write(out);
    formats.write(out);
    recoveries.write(out);
    if (complaints != null) {
      complaints.write(out);
    }
    return out.toByteArray();
  }

  void restore(byte[] snapshot) {
    StateReader in = new StateReader(snapshot);
    long version = in.number();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "state of a source has version " + version + ", expected " + VERSION);
    }
    matched = in.number();
    unmatched = in.number();
    collector.occurrences().read(in);
    collector.seconds().read(in);
    collector.recurrences().read(in);
    assembler.read(in);
    rates.read(in);
    formats.read(in);
    recoveries.read(in);
    if (complaints != null) {
      complaints.read(in);
    }
  }

  /** Detects what complete events show, and counts their lines. */
  private final class Detection implements EventAssembler.Events {
    @Override
    public boolean watches(ParsedEvent line) {
      return listener != null || detector.watches(line) || rates.watches(line);
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
      formats.see(event, time);
      if (listener != null) {
        listener.event(event, offset, time);
      }
      collector.begin(event, offset, time, undated, assembler.clock());
      detector.detect(event, collector);
      boolean shown = collector.matched();
      if (event.format.isAccess()) {
        shown |= rates.take(event, time);
        if (recoveries.awaitsAnswers() && !undated) {
          recoveries.answered(event, time);
        }
      }
      if (shown) {
        matched += event.lines;
        if (complaints != null) {
          complaints.shown(event, time);
        }
      } else {
        unmatched += event.lines;
        if (complaints != null) {
          complaints.take(event, offset, time);
        }
      }
      if (complaints != null) {
        complaints.at(assembler.lastTime());
      }
    }

    @Override
    public void benign(ParsedEvent event, long offset, long time, boolean undated) {
      formats.see(event, time);
      if (listener != null) {
        listener.event(event, offset, time);
      }
      unmatched += event.lines;
      if (complaints != null) {
        complaints.at(assembler.lastTime());
      }
    }
  }
}
