package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.catalogue.Catalogue;
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

  @Param({"access", "application", "mixed"})
  private String kind;

  private EngineLoop loop;

  /** Prepares lines and a warm engine. */
  @Setup
  public void prepare() {
    loop = new EngineLoop(Catalogue.builtIn(), this::line);
  }

  private byte[] line(int i) {
    return switch (kind) {
      case "access" -> BenchmarkLines.accessLine(i).getBytes(UTF_8);
      case "application" -> BenchmarkLines.errorLine(i).getBytes(UTF_8);
      default -> BenchmarkLines.line(i);
    };
  }

  /** All lines once. */
  @Benchmark
  @OperationsPerInvocation(EngineLoop.LINES)
  public void lines(Blackhole blackhole) {
    loop.run(blackhole);
  }
}
