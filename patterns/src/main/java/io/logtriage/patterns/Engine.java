package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.detect.Detector;
import io.logtriage.patterns.detect.QuarantinedPattern;
import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.ParsedEvent;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The detection engine: immutable, safe for use by many threads, one for examples, explain,
 * evaluate, scan and the topology.
 */
public final class Engine {
  private final Catalogue catalogue;
  private final Detector detector;
  private final RateRules rates;

  private final List<AccessFormat> formats;

  /** Of which times to collect what was not understood; null for none. */
  private final @Nullable LongPredicate collected;

  private Engine(
      Catalogue catalogue,
      Detector detector,
      RateRules rates,
      List<AccessFormat> formats,
      @Nullable LongPredicate collected) {
    this.catalogue = catalogue;
    this.detector = detector;
    this.rates = rates;
    this.formats = List.copyOf(formats);
    this.collected = collected;
  }

  /** Compiles the catalogue's patterns. */
  public static Engine of(Catalogue catalogue) {
    requireNonNull(catalogue, "catalogue is null");
    Detector detector = Detector.of(catalogue);
    return new Engine(catalogue, detector, RateRules.of(catalogue, detector), List.of(), null);
  }

  /**
   * The same engine that also reads access lines of these formats, from whatever source they come;
   * a source's own formats ({@link Source#format()}) go first.
   */
  public Engine withFormats(List<AccessFormat> newFormats) {
    return new Engine(catalogue, detector, rates, newFormats, collected);
  }

  /**
   * The same engine whose sources also collect what they do not understand, for a report: {@link
   * SourceEngine#unmatchedEvents()}. It becomes part of their snapshots, which the engine without
   * reads, too, but not the other way round.
   *
   * @param times of events that count, epoch milliseconds
   */
  public Engine collectingUnmatched(LongPredicate times) {
    return new Engine(catalogue, detector, rates, formats, times);
  }

  /** Access formats that count for every source, beside the built-in ones. */
  public List<AccessFormat> formats() {
    return formats;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** What finds symptoms in events; for explaining and for watching its patterns. */
  public Detector detector() {
    return detector;
  }

  /**
   * Patterns that took too long too often and are left out since; grows, and is empty in a healthy
   * process. Cheap enough to be asked every second.
   */
  public List<QuarantinedPattern> quarantined() {
    return detector.quarantined();
  }

  /**
   * The fields that an event gives without any pattern, by ECS name: what was asked for and by
   * whom, the exception and where it was raised.
   */
  public Map<String, String> fields(ParsedEvent event) {
    return EventFields.of(event, Map.of());
  }

  /** The symptoms for whose share of requests this access line counts, and how. */
  public List<CountedRequest> counted(ParsedEvent event) {
    return event.format.isAccess() ? rates.counted(event) : List.of();
  }

  /** Begins a source of which nothing was read yet. */
  public SourceEngine open(Source source) {
    return new SourceEngine(catalogue, detector, rates, formats, source, collected);
  }

  /**
   * Goes on with a source from what {@link SourceEngine#snapshot()} gave.
   *
   * @throws IllegalArgumentException when the bytes are no snapshot of this version
   */
  public SourceEngine open(Source source, byte[] snapshot) {
    SourceEngine engine = new SourceEngine(catalogue, detector, rates, formats, source, collected);
    engine.restore(snapshot);
    return engine;
  }
}
