package io.logtriage.benchmarks;

import io.logtriage.patterns.Engine;
import io.logtriage.streams.IncidentStreams;
import io.logtriage.streams.LineTotals;
import io.logtriage.streams.StreamsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Runs the real topology over a filled topic and looks at its ledger. */
final class TopologyRun {
  private static final long LOOK_EVERY = Duration.ofMillis(5).toNanos();
  private static final long GIVE_UP = Duration.ofMinutes(2).toNanos();

  private TopologyRun() {}

  /** From the first commit to the one that has all lines. */
  static Rate measure(StreamsOptions options, Engine engine, long lines) {
    try (IncidentStreams streams = new IncidentStreams(options, engine)) {
      streams.start();
      long began = System.nanoTime();
      long before = await(streams, began, 1);
      Rate.Stopwatch watch = Rate.Stopwatch.start();
      await(streams, began, lines);
      return watch.stop(lines - before);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.deleteIfExists(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static long await(IncidentStreams streams, long began, long lines) {
    long in = 0;
    while (in < lines) {
      if (System.nanoTime() - began > GIVE_UP) {
        throw new IllegalStateException(
            in + " of " + lines + " lines in two minutes: " + streams.check());
      }
      LockSupport.parkNanos(LOOK_EVERY);
      in = linesIn(streams);
    }
    return in;
  }

  private static long linesIn(IncidentStreams streams) {
    try {
      LineTotals totals = streams.totals();
      if (!totals.addsUp()) {
        throw new AssertionError("the ledger does not add up: " + totals);
      }
      return totals.in();
    } catch (IllegalStateException e) {
      return 0; // not running yet
    }
  }
}
