package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class EndToEndBenchmarkTest {

  @Test
  void printsOneRowForEachOfItsRoads() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new EndToEndBenchmark(new PrintStream(out, true, UTF_8), 5_000, 1, 2).run();
    assertThat(out.toString(UTF_8).lines().filter(line -> line.contains("lines/s"))).hasSize(5);
  }
}
