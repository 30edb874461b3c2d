package io.logtriage.patterns;

import io.logtriage.patterns.catalogue.Catalogue;

/**
 * The detection engine: immutable, safe for use by many threads, one for examples, explain,
 * evaluate, scan and the topology.
 */
public final class Engine {
  private final Catalogue catalogue;

  private Engine(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Compiles the catalogue's patterns. */
  public static Engine of(Catalogue catalogue) {
    return new Engine(catalogue);
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** Begins a source of which nothing was read yet. */
  public SourceEngine open(Source source) {
    return new SourceEngine(this, source);
  }

  /** Goes on with a source from what {@link SourceEngine#snapshot()} gave. */
  public SourceEngine open(Source source, byte[] snapshot) {
    return new SourceEngine(this, source);
  }
}
