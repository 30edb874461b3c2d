package io.logtriage.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignSourceTest {

  @ParameterizedTest
  @CsvSource({
    "web-1:/var/log/app.log, web-1, /var/log/app.log",
    "/var/log/app.log, unknown, /var/log/app.log",
    "web-1, web-1, logs",
    ":x, :x, logs",
    "web-1:, web-1:, logs",
  })
  void itsKeyTellsHostAndPath(String key, String host, String path) {
    assertThat(ForeignSource.of(key.getBytes(UTF_8), "logs"))
        .isEqualTo(new Source(host, path, host, "unknown", null, null));
  }

  @Test
  void withoutAKeyItsPartitionIsTheSource() {
    byte[] key = ForeignSource.key(null, "logs", 3);
    assertThat(ForeignSource.of(key, "logs").key()).isEqualTo("unknown:logs-3");
  }

  @Test
  void aKeyThatIsNoTextIsNoKey() {
    assertThat(ForeignSource.key(new byte[] {0, 0, 0, 7}, "logs", 1))
        .isEqualTo("unknown:logs-1".getBytes(UTF_8));
    assertThat(ForeignSource.key(new byte[] {(byte) 0xff, 'a'}, "logs", 1))
        .isEqualTo("unknown:logs-1".getBytes(UTF_8));
  }
}
