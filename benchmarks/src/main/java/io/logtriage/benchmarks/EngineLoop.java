package io.logtriage.benchmarks;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import java.time.ZoneOffset;
import java.util.function.IntFunction;
import org.openjdk.jmh.infra.Blackhole;

/** Lines of one source through its engine, drained every 50 as a packed record would. */
final class EngineLoop {
  static final int LINES = 10_000;

  private final byte[][] lines = new byte[LINES][];
  private final SourceEngine engine;

  EngineLoop(Catalogue catalogue, IntFunction<byte[]> line) {
    for (int i = 0; i < LINES; i++) {
      lines[i] = line.apply(i);
    }
    engine =
        Engine.of(catalogue)
            .open(new Source("web-1", "/var/log/all.log", "shop", "shop", ZoneOffset.UTC, null));
  }

  /** All lines once. */
  void run(Blackhole blackhole) {
    for (int i = 0; i < LINES; i++) {
      engine.line(lines[i], 0, lines[i].length, -1, 0);
      if (i % 50 == 49) {
        engine.drain((Finding finding) -> blackhole.consume(finding));
      }
    }
  }

  long matched() {
    return engine.matched();
  }
}
