package io.logtriage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The engine's cost by ratio to a loop over the same bytes, in processor time: at most about three
 * times what was measured, so that it fails for a mistake and not for a busy machine.
 */
class EngineCostTest {
  private static final Duration EACH = Duration.ofMillis(200);

  @ParameterizedTest
  @CsvSource({
    "ACCESS, 1.2",
    "TIMED, 1.6",
    "STATIC, 1.2",
    "GUNICORN, 7",
    "APPLICATION, 7",
    "TEXT, 7.5"
  })
  void staysWithinItsRatio(LineKind kind, double most) {
    assertThat(EngineCost.measure(kind, EACH).ratio()).isLessThan(most);
  }
}
