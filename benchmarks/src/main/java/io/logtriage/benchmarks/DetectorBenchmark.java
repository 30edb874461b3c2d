package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Lines per second through the engine of one source: split, assembled, detected. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DetectorBenchmark {
  private static final int LINES = 10_000;

  @Param({"access", "application", "mixed"})
  private String kind;

  private byte[][] lines;
  private SourceEngine engine;

  /** Prepares lines and a warm engine. */
  @Setup
  public void prepare() {
    lines = new byte[LINES][];
    for (int i = 0; i < LINES; i++) {
      lines[i] = line(i);
    }
    Source source = new Source("web-1", "/var/log/all.log", "shop", "shop", ZoneOffset.UTC, null);
    engine = Engine.of(Catalogue.builtIn()).open(source);
  }

  private byte[] line(int i) {
    return switch (kind) {
      case "access" -> BenchmarkLines.accessLine(i).getBytes(UTF_8);
      case "application" -> BenchmarkLines.errorLine(i).getBytes(UTF_8);
      default -> BenchmarkLines.line(i);
    };
  }

  /** All lines once, drained every 50 as a packed record would. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void lines(Blackhole blackhole) {
    for (int i = 0; i < LINES; i++) {
      engine.line(lines[i], 0, lines[i].length, -1, 0);
      if (i % 50 == 49) {
        engine.drain((Finding finding) -> blackhole.consume(finding));
      }
    }
  }
}
