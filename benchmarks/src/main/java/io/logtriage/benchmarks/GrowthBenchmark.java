package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.StreamsOptions;
import io.logtriage.streams.TopicSetup;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What becomes of the cost when there is more of everything: open incidents, sources, bytes in a
 * line, threads. {@code GrowthBenchmark [LINES]}; processor time throughout, which other programs
 * on the machine disturb least.
 */
public final class GrowthBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 3;

  private final PrintStream out;
  private final int lines;
  private final Engine engine = Engine.of(Catalogue.builtIn());

  GrowthBenchmark(PrintStream out, int lines) {
    this.out = out;
    this.lines = lines;
  }

  public static void main(String[] arguments) throws IOException {
    new GrowthBenchmark(
            System.out, arguments.length == 0 ? 2_000_000 : Integer.parseInt(arguments[0]))
        .run();
  }

  void run() throws IOException {
    out.printf(Locale.ROOT, "%s%n%n| | of the smaller |%n|---|---|%n", Machine.facts());
    incidents();
    lineLength();
    try (EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults()).start()) {
      sources(kafka.bootstrapServers());
      threads(kafka.bootstrapServers());
    }
  }

  private void incidents() {
    OpenIncidents few = new OpenIncidents(engine.catalogue(), 100);
    OpenIncidents many = new OpenIncidents(engine.catalogue(), 100_000);
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double first = few.nanosPerFinding();
      ratios[round] = many.nanosPerFinding() / first;
    }
    row("a finding of an open incident, 100,000 open ones beside 100", ratios);
    out.printf(
        Locale.ROOT,
        "| state of 100,000 open incidents | %d MB, read back in %d ms of CPU |%n",
        many.storedBytes() >> 20,
        many.restoreNanos() / 1_000_000);
  }

  private void lineLength() {
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double first = nanosPerByte(2_000);
      ratios[round] = nanosPerByte(200_000) / first;
    }
    row("a byte of a line, in 200,000 bytes beside 2,000", ratios);
  }

  private double nanosPerByte(int length) {
    byte[] line = new byte[length];
    Arrays.fill(line, (byte) 'x');
    byte[] words =
        "2026-11-22 12:00:00,123 ERROR shop.views: item 17 not in stock; ".getBytes(UTF_8);
    for (int at = 0; at + words.length < length; at += words.length) {
      System.arraycopy(words, 0, line, at, words.length);
    }
    Source source = new Source("web-1", "/srv/app.log", "shop", "shop", ZoneOffset.UTC, null);
    SourceEngine one = engine.open(source);
    int count = 40_000_000 / length;
    long begin = 0;
    for (int i = -count / 4; i < count; i++) {
      if (i == 0) {
        begin = THREADS.getCurrentThreadCpuTime();
      }
      one.line(line, 0, length, -1, 0);
      one.drain(finding -> {});
    }
    return (double) (THREADS.getCurrentThreadCpuTime() - begin) / count / length;
  }

  private void sources(String bootstrap) throws IOException {
    Topics few = topics(bootstrap, "few-", 1, 5);
    Topics many = topics(bootstrap, "many-", 1, 5_000);
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double first = topology(bootstrap, few, 1, round).cpuMicros();
      ratios[round] = topology(bootstrap, many, 1, round).cpuMicros() / first;
    }
    row("a line, 50 in a record, of 10,000 sources beside 10", ratios);
  }

  private void threads(String bootstrap) throws IOException {
    Topics two = topics(bootstrap, "two-", 2, 1);
    double[] rates = new double[ROUNDS];
    double[] costs = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      Rate one = topology(bootstrap, two, 1, round);
      Rate both = topology(bootstrap, two, 2, round);
      rates[round] = both.perSecond() / one.perSecond();
      costs[round] = both.cpuMicros() / one.cpuMicros();
    }
    row("lines a second of wall time, two stream threads beside one", rates);
    row("a line, two stream threads beside one", costs);
  }

  private Topics topics(String bootstrap, String prefix, int partitions, int hosts) {
    Topics topics = new Topics(prefix);
    new TopicSetup(
            Map.of("bootstrap.servers", bootstrap),
            topics,
            new TopicSetup.Plan(partitions, (short) 1, Duration.ofDays(90)))
        .create(PATIENCE);
    new LogsTopic(bootstrap, partitions).fill(topics.logs(), lines, 50, hosts);
    return topics;
  }

  private Rate topology(String bootstrap, Topics topics, int threads, int round)
      throws IOException {
    Path state = Files.createTempDirectory("logtriage-benchmark");
    String application = topics.applicationId() + "-" + threads + "-" + round;
    StreamsOptions options =
        StreamsOptions.of(bootstrap, state)
            .withTopics(topics)
            .withThreads(threads)
            .withKafka(Map.of("application.id", application));
    try {
      return TopologyRun.measure(options, engine, lines);
    } finally {
      TopologyRun.delete(state);
    }
  }

  /** The median, and the others. */
  private void row(String name, double[] ratios) {
    Arrays.sort(ratios);
    out.printf(
        Locale.ROOT,
        "| %s | %.2f (%.2f to %.2f) |%n",
        name,
        ratios[ratios.length / 2],
        ratios[0],
        ratios[ratios.length - 1]);
  }
}
