package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexNamesTest {
  private final IndexNames names = new IndexNames("");

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T23:59:59.999Z, logtriage-incidents-2026.11",
    "2026-12-01T00:00:00Z, logtriage-incidents-2026.12",
    "1969-12-31T23:59:59Z, logtriage-incidents-1969.12",
    "0001-01-01T00:00:00Z, logtriage-incidents-0001.01",
    "9999-12-31T23:59:59Z, logtriage-incidents-9999.12",
  })
  void anIncidentIsWrittenToTheMonthInWhichItOpened(Instant opened, String alias) {
    assertThat(names.incidentsAt(opened.toEpochMilli())).contains(alias);
  }

  @Test
  void aTaggedLogIsWrittenToItsDay() {
    long time = Instant.parse("2026-02-28T23:59:59Z").toEpochMilli();
    assertThat(names.taggedLogsAt(time)).contains("logtriage-tagged-2026.02.28");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 253402300800000L, -62167219200001L})
  void aTimeWithoutAFourDigitYearHasNoIndex(long time) {
    assertThat(names.incidentsAt(time)).isEmpty();
    assertThat(names.taggedLogsAt(time)).isEmpty();
  }

  @Test
  void everythingStandsUnderThePrefix() {
    IndexNames prefixed = new IndexNames("test-");

    assertThat(prefixed.incidents()).isEqualTo("test-incidents");
    assertThat(prefixed.taggedLogs()).isEqualTo("test-tagged-logs");
    assertThat(prefixed.incidentsAt(0)).contains("test-logtriage-incidents-1970.01");
    assertThat(prefixed.taggedLogsAt(0)).contains("test-logtriage-tagged-1970.01.01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Test-", "-a", ".a", "_a", "a/b", "a*", "a b", "ä", "a\n"})
  void aPrefixThatElasticsearchWouldRefuseIsRefused(String prefix) {
    assertThatThrownBy(() -> new IndexNames(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower case");
  }
}
