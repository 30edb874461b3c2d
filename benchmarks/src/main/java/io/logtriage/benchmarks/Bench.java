package io.logtriage.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code ./logtriage bench}: what a line costs the engine and a whole scan, in a minute or two;
 * {@code bench end-to-end}, {@code growth}, {@code index}, {@code latency} and {@code jmh} run the
 * others with their own arguments.
 */
public final class Bench {
  private static final Duration EACH = Duration.ofMillis(700);
  private static final int FEWER = 500_000;
  private static final int LINES = 4_500_000;
  private static final int STARTS = 5;

  private Bench() {}

  public static void main(String[] args) throws Exception {
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (args.length == 0 ? "" : args[0]) {
      case "" -> all();
      case "end-to-end" -> EndToEndBenchmark.main(rest);
      case "growth" -> GrowthBenchmark.main(rest);
      case "index" -> IndexingCost.main(rest);
      case "latency" -> LatencyBenchmark.main(rest);
      case "jmh" -> org.openjdk.jmh.Main.main(rest);
      default -> {
        System.err.println(
            "logtriage bench: expected nothing, end-to-end, growth, index, latency or jmh, found "
                + args[0]);
        System.exit(2);
      }
    }
  }

  private static void all() throws IOException, InterruptedException {
    System.out.printf(Locale.ROOT, "%s%n", Machine.facts());
    System.out.printf(
        Locale.ROOT,
        "%n| lines without a symptom, engine | ns of CPU | lines/CPU-s | of a loop over bytes |%n");
    System.out.printf(Locale.ROOT, "|---|---|---|---|%n");
    for (LineKind kind : LineKind.values()) {
      EngineCost cost = EngineCost.measure(kind, EACH);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %s | %.2f |%n",
          kind,
          cost.nanos(),
          rate(cost.nanos()),
          cost.ratio());
    }
    Path folder = Files.createTempDirectory("logtriage-bench");
    try {
      scans(folder);
      starts(folder);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static void scans(Path folder) throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "%n| scan, whole job, slope %,d to %,d lines | ns of CPU | lines/CPU-s |%n",
        FEWER,
        LINES);
    System.out.printf(Locale.ROOT, "|---|---|---|%n");
    for (LineKind kind : List.of(LineKind.ACCESS, LineKind.GUNICORN, LineKind.APPLICATION)) {
      ScanCost cost = ScanCost.measure(kind, false, folder, FEWER, LINES);
      System.out.printf(
          Locale.ROOT, "| %s | %.0f | %s |%n", kind, cost.nanos(), rate(cost.nanos()));
    }
    ScanCost gzip = ScanCost.measure(LineKind.ACCESS, true, folder, FEWER, LINES);
    System.out.printf(
        Locale.ROOT, "| access, gz | %.0f | %s |%n", gzip.nanos(), rate(gzip.nanos()));
  }

  /** As a user has it: through the launcher, with its archive of classes. */
  private static void starts(Path folder) throws IOException, InterruptedException {
    String home = System.getProperty("logtriage.home");
    if (home == null) {
      return;
    }
    Path log = folder.resolve("small.log");
    Files.write(log, LineKind.GUNICORN.line(1));
    long least = Long.MAX_VALUE;
    for (int i = 0; i < STARTS; i++) {
      long begin = System.nanoTime();
      new ProcessBuilder(home + "/logtriage", "scan", "--deployment=bench", log.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start()
          .waitFor();
      // The first start may have to build.
      least = i == 0 ? least : Math.min(least, System.nanoTime() - begin);
    }
    System.out.printf(
        Locale.ROOT,
        "%nscan of one line, wall time, best of %d: %d ms%n",
        STARTS - 1,
        least / 1_000_000);
  }

  private static String rate(double nanos) {
    return String.format(Locale.ROOT, "%.2f M", 1_000 / nanos);
  }
}
