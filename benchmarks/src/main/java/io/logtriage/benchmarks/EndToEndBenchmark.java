package io.logtriage.benchmarks;

import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.StreamsOptions;
import io.logtriage.streams.TopicSetup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code logs} to {@code incidents} through a real broker, beside what the same broker gives a bare
 * consumer and a loop that only copies: {@code EndToEndBenchmark [LINES [ROUNDS [THREADS]]]}.
 *
 * <p>Only ratios within one run mean anything, by CPU where others use the machine, too; the first
 * round warms up.
 */
public final class EndToEndBenchmark {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PACKED = 50;

  private final PrintStream out;
  private final int lines;
  private final int rounds;
  private final int threads;

  EndToEndBenchmark(PrintStream out, int lines, int rounds, int threads) {
    this.out = out;
    this.lines = lines;
    this.rounds = rounds;
    this.threads = threads;
  }

  /** Runs with the sizes given, or small ones. */
  public static void main(String[] arguments) throws IOException {
    int[] sizes = {50_000, 2, 1};
    for (int i = 0; i < arguments.length; i++) {
      sizes[i] = Integer.parseInt(arguments[i]);
    }
    new EndToEndBenchmark(System.out, sizes[0], sizes[1], sizes[2]).run();
  }

  void run() throws IOException {
    try (EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults()).start()) {
      String bootstrap = kafka.bootstrapServers();
      Topics single = new Topics("single-");
      Topics packed = new Topics("packed-");
      create(bootstrap, single);
      create(bootstrap, packed);
      LogsTopic logs = new LogsTopic(bootstrap, threads);
      logs.fill(single.logs(), lines, 1);
      logs.fill(packed.logs(), lines, PACKED);
      out.printf("%,d lines, %d partitions, %d stream threads%n", lines, threads, threads);
      for (int round = 1; round <= rounds; round++) {
        out.printf("%nround %d of %d%n", round, rounds);
        report("consumer, one line a record", logs.consume(single.logs()), null);
        Rate copied = logs.copy(single.logs(), single.taggedLogs());
        report("consumer -> producer, the same records", copied, null);
        report("logs -> incidents, one line a record", topology(bootstrap, single, round), copied);
        report("logs -> incidents, 50 lines a record", topology(bootstrap, packed, round), copied);
        Rate parsed = topology(bootstrap, packed, round, true);
        report("  and parsed-logs, a document a line", parsed, copied);
      }
    }
  }

  /** Runs the topology over the whole topic, under an application id of its own. */
  private Rate topology(String bootstrap, Topics topics, int round) throws IOException {
    return topology(bootstrap, topics, round, false);
  }

  private Rate topology(String bootstrap, Topics topics, int round, boolean parsed)
      throws IOException {
    Path state = Files.createTempDirectory("logtriage-benchmark");
    StreamsOptions options =
        StreamsOptions.of(bootstrap, state)
            .withTopics(topics)
            .withThreads(threads)
            .withKafka(Map.of("application.id", topics.applicationId() + "-" + parsed + round))
            .withParsedLogs(parsed);
    try {
      return TopologyRun.measure(options, Engine.of(Catalogue.builtIn()), lines);
    } finally {
      TopologyRun.delete(state);
    }
  }

  private void report(String name, Rate rate, @Nullable Rate reference) {
    String ratios =
        reference == null
            ? ""
            : "%.2fx, %.2fx by CPU"
                .formatted(
                    rate.perSecond() / reference.perSecond(),
                    reference.cpuMicros() / rate.cpuMicros());
    out.printf(
        "  %-40s %,11.0f lines/s %7.2f us CPU/line  %s%n",
        name, rate.perSecond(), rate.cpuMicros(), ratios);
  }

  private void create(String bootstrap, Topics topics) {
    new TopicSetup(
            Map.of("bootstrap.servers", bootstrap),
            topics,
            new TopicSetup.Plan(threads, (short) 1, Duration.ofDays(90), true))
        .create(PATIENCE);
  }
}
