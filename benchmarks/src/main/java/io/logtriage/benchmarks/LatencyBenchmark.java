package io.logtriage.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * From a line that is appended to its incident: {@code LatencyBenchmark [LINES_PER_SECOND
 * [SECONDS]]}. {@code logtriage up} runs as a process of its own, as users have it, and follows the
 * folder into which this writes.
 *
 * <p>Lines are written by a time table, and each time is counted from when its line was due, not
 * from when it came to be written: a pause makes every line behind it late, and shows (no
 * coordinated omission).
 */
public final class LatencyBenchmark {
  /** How often the table has lines. */
  private static final long STEP = Duration.ofMillis(5).toNanos();

  /** A line that opens an incident, that often. */
  private static final long PROBE = Duration.ofMillis(50).toNanos();

  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PrintStream out;
  private final int perSecond;
  private final int seconds;

  LatencyBenchmark(PrintStream out, int perSecond, int seconds) {
    this.out = out;
    this.perSecond = perSecond;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int[] sizes = {20_000, 60};
    for (int i = 0; i < arguments.length; i++) {
      sizes[i] = Integer.parseInt(arguments[i]);
    }
    new LatencyBenchmark(System.out, sizes[0], sizes[1]).run(System.getProperty("logtriage.home"));
  }

  void run(String home) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("logtriage-bench");
    Path logs = Files.createDirectory(folder.resolve("logs"));
    Files.createFile(logs.resolve("access.log"));
    Files.createFile(logs.resolve("error.log"));
    Process up =
        new ProcessBuilder(home + "/logtriage", "up", "--deployment=bench", logs.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String[] addresses = ready(up);
      try (Probes probes = new Probes(addresses[0], addresses[1]).start()) {
        write(logs, probes, WARM_UP.toSeconds());
        probes.awaitAll(PATIENCE);
        probes.forget();
        write(logs, probes, seconds);
        probes.awaitAll(PATIENCE);
        out.printf(
            Locale.ROOT,
            "%s%n%n%,d lines a second for %d s, %d of them open an incident%n%n"
                + "| ms from when the line was due | p50 | p90 | p99 | p99.9 | greatest |%n"
                + "|---|---|---|---|---|---|%n",
            Machine.facts(),
            perSecond,
            seconds,
            probes.written());
        row("line on the topic logs", probes.shipped());
        row("incident on the topic incidents", probes.opened());
        row("incident found by a search (asked every 25 ms)", probes.found());
      }
    } finally {
      up.destroy();
      up.waitFor();
      TopologyRun.delete(folder);
    }
  }

  /** What {@code up} prints once it runs: the addresses of Kafka and Elasticsearch. */
  private static String[] ready(Process up) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(up.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("ready kafka=")) {
        Thread rest = new Thread(() -> lines.lines().forEach(each -> {}), "rest-of-output");
        rest.setDaemon(true);
        rest.start();
        return line.substring("ready kafka=".length()).split(" elastic=", 2);
      }
    }
    throw new IllegalStateException("logtriage up ended before it was ready");
  }

  private void write(Path logs, Probes probes, long duration) throws IOException {
    try (LogWriter access = new LogWriter(logs.resolve("access.log"));
        LogWriter error = new LogWriter(logs.resolve("error.log"))) {
      long begin = System.nanoTime();
      long written = 0;
      long probed = 0;
      for (long due = STEP; due <= Duration.ofSeconds(duration).toNanos(); due += STEP) {
        while (System.nanoTime() - begin < due) {
          LockSupport.parkNanos(begin + due - System.nanoTime());
        }
        Instant now = Instant.now();
        for (; written < due / 1e9 * perSecond; written++) {
          access.line(BenchmarkLines.accessLine((int) written, now));
        }
        access.flush();
        if (due / PROBE > probed) {
          probed = due / PROBE;
          error.line(probes.next(begin + due));
          error.flush();
        }
      }
    }
  }

  private void row(String name, Histogram nanos) {
    out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
        name,
        millis(nanos.getValueAtPercentile(50)),
        millis(nanos.getValueAtPercentile(90)),
        millis(nanos.getValueAtPercentile(99)),
        millis(nanos.getValueAtPercentile(99.9)),
        millis(nanos.getMaxValue()));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
