package io.logtriage.benchmarks;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.ZoneOffset;

/**
 * What one line costs the engine in processor time, beside what a loop costs that does nothing but
 * look each of the line's bytes up in a table. What else runs on the machine moves both.
 *
 * @param nanos of the engine, per line
 * @param reference of the loop, per line
 */
record EngineCost(LineKind kind, double nanos, double reference) {
  private static final int LINES = 10_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Measures after as much time of warming up. */
  static EngineCost measure(LineKind kind, Duration time) {
    byte[][] lines = new byte[LINES][];
    for (int i = 0; i < LINES; i++) {
      lines[i] = kind.line(i);
    }
    Source source = new Source("web-1", "/var/log/" + kind, "shop", "shop", ZoneOffset.UTC, null);
    SourceEngine engine = Engine.of(Catalogue.builtIn()).open(source);
    Table table = new Table();
    Runnable detection = () -> detect(engine, lines);
    Runnable reference = () -> table.look(lines);
    nanosPerLine(reference, time);
    nanosPerLine(detection, time);
    EngineCost cost =
        new EngineCost(kind, nanosPerLine(detection, time), nanosPerLine(reference, time));
    if (engine.matched() > 0 || table.state < 0) {
      throw new IllegalStateException(kind + " lines show a symptom; this measures those without");
    }
    return cost;
  }

  /** How many times the loop's. */
  double ratio() {
    return nanos / reference;
  }

  private static void detect(SourceEngine engine, byte[][] lines) {
    for (int i = 0; i < lines.length; i++) {
      engine.line(lines[i], 0, lines[i].length, -1, 0);
      if (i % 50 == 49) {
        engine.drain(finding -> {});
      }
    }
  }

  private static double nanosPerLine(Runnable allLines, Duration time) {
    long begin = THREADS.getCurrentThreadCpuTime();
    long rounds = 0;
    long taken;
    do {
      allLines.run();
      rounds++;
      taken = THREADS.getCurrentThreadCpuTime() - begin;
    } while (taken < time.toNanos());
    return (double) taken / rounds / LINES;
  }

  /** One look-up per byte, each of which waits for the one before. */
  private static final class Table {
    private final int[] next = new int[256];
    private int state;

    Table() {
      for (int i = 0; i < next.length; i++) {
        next[i] = i * 7;
      }
    }

    void look(byte[][] lines) {
      int at = state;
      for (byte[] line : lines) {
        for (byte b : line) {
          at = next[(at + b) & 0xff];
        }
      }
      state = at;
    }
  }
}
