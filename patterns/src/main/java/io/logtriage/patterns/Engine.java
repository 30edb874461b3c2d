package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.detect.Detector;

/**
 * The detection engine: immutable, safe for use by many threads, one for examples, explain,
 * evaluate, scan and the topology.
 */
public final class Engine {
  private final Catalogue catalogue;
  private final Detector detector;
  private final RateRules rates;

  private Engine(Catalogue catalogue) {
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
    this.detector = Detector.of(catalogue);
    this.rates = RateRules.of(catalogue, detector);
  }

  /** Compiles the catalogue's patterns. */
  public static Engine of(Catalogue catalogue) {
    return new Engine(catalogue);
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** What finds symptoms in events; for explaining and for watching its patterns. */
  public Detector detector() {
    return detector;
  }

  /** Begins a source of which nothing was read yet. */
  public SourceEngine open(Source source) {
    return new SourceEngine(detector, rates, source);
  }

  /**
   * Goes on with a source from what {@link SourceEngine#snapshot()} gave.
   *
   * @throws IllegalArgumentException when the bytes are no snapshot of this version
   */
  public SourceEngine open(Source source, byte[] snapshot) {
    SourceEngine engine = new SourceEngine(detector, rates, source);
    engine.restore(snapshot);
    return engine;
  }
}
