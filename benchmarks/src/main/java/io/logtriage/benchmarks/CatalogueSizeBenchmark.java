package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

/**
 * What more symptoms cost on application-log lines that show none, but whose words begin like the
 * literals that symptoms require.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CatalogueSizeBenchmark {
  private static final int MANY = 1_000;
  private static final Set<String> FIRST_TEN =
      Set.of(
          "address-in-use",
          "bad-gateway",
          "worker-timeout",
          "permission-denied",
          "socket-permission",
          "sqlite-locked",
          "sqlite-corrupt",
          "sqlite-cannot-open",
          "sqlite-other",
          "module-not-found");
  private static final List<String> BEGINNINGS =
      List.of(
          "Worker with lesson ",
          "database of school ",
          "connection to tutor ",
          "Permission for page ");

  @Param({"ten", "full", "thousand"})
  private String symptoms;

  private EngineLoop loop;

  /** Prepares lines and an engine. */
  @Setup
  public void prepare() {
    loop = new EngineLoop(catalogue(), i -> line(i).getBytes(UTF_8));
  }

  private Catalogue catalogue() {
    List<Symptom> builtIn = Catalogue.builtIn().symptoms();
    return switch (symptoms) {
      case "ten" ->
          Catalogue.of(
              builtIn.stream().filter(symptom -> FIRST_TEN.contains(symptom.id())).toList());
      case "full" -> Catalogue.builtIn();
      default -> Catalogue.builtIn().with(generated(builtIn.get(0), MANY - builtIn.size()));
    };
  }

  /** Symptoms whose literals begin like the lines and end otherwise. */
  private static List<Symptom> generated(Symptom model, int count) {
    List<Symptom> generated = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String literal =
          BEGINNINGS.get(i % BEGINNINGS.size()) + (char) ('a' + i % 26) + i + " failed";
      generated.add(
          new Symptom(
              "generated-" + i,
              "Generated " + i,
              model.section(),
              model.severity(),
              List.of(),
              model.category(),
              List.of(
                  new LinePattern.Grok(
                      literal + " with code %{INT:event.code}",
                      List.of(literal),
                      Set.of(),
                      Level.UNKNOWN)),
              List.of(),
              model.open(),
              model.quiet(),
              model.reopen(),
              model.recovery(),
              List.of(),
              List.of(),
              model.remedy(),
              model.examples()));
    }
    return generated;
  }

  private static String line(int i) {
    return String.format(
        Locale.ROOT,
        "2026-11-01 %02d:%02d:%02d,%03d INFO [pages] %s%c%d answered for learner %d without a failure, 17 connections",
        i / 3600 % 24,
        i / 60 % 60,
        i % 60,
        i % 1000,
        BEGINNINGS.get(i % BEGINNINGS.size()),
        (char) ('a' + i % 26),
        i % MANY,
        i * 31L % 977);
  }

  /** All lines once. */
  @Benchmark
  @OperationsPerInvocation(EngineLoop.LINES)
  public void lines(Blackhole blackhole) {
    loop.run(blackhole);
  }
}
