package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.streams.incident.Bound;
import io.logtriage.streams.incident.TrackerCounts;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GaugesTest {
  private final Gauges gauges = new Gauges();

  @Test
  void aBoundIsNewsOnceHoweverOftenItIsPassed() {
    assertThat(gauges.newlyPassed(counts(Map.of()))).isEmpty();
    assertThat(gauges.newlyPassed(counts(Map.of("groups", 1L)))).containsExactly(Bound.GROUPS);
    assertThat(gauges.newlyPassed(counts(Map.of("groups", 9L, "processes", 1L))))
        .containsExactly(Bound.PROCESSES);
  }

  @Test
  void whatTasksLeftOutAddsUp() {
    gauges.tracked("0_1", counts(Map.of("groups", 1L)));
    gauges.tracked("0_2", counts(Map.of("groups", 2L, "processes", 3L)));

    assertThat(gauges.tracked().overflow()).isEqualTo(Map.of("groups", 3L, "processes", 3L));
  }

  private static TrackerCounts counts(Map<String, Long> overflow) {
    return new TrackerCounts(1, 0, 0, 0, 0, 0, 0, 0, new TreeMap<>(overflow));
  }
}
