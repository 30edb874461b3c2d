package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.elastic.IndexerStatus.State;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexerStatusTest {

  @ParameterizedTest
  @CsvSource({
    "RUNNING,      0,  0, true",
    "RUNNING, 100000, 30, true",
    "RUNNING, 100001,  0, false",
    "RUNNING,      0, 31, false",
    "WAITING,      0,  0, false",
    "CREATED,      0,  0, false",
    "FAILED,       0,  0, false",
  })
  void lagAndAgeDecideWhetherItIsReady(State state, long lag, long age, boolean ready) {
    IndexerStatus status = new IndexerStatus(state, lag, 1, Duration.ofSeconds(age), 0, 0, 0, "");

    assertThat(status.ready(Duration.ofSeconds(30))).isEqualTo(ready);
  }
}
