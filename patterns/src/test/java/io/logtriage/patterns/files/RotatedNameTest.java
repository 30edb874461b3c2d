package io.logtriage.patterns.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotatedNameTest {

  @ParameterizedTest
  @CsvSource({
    "app.log.1,                          app.log",
    "app.log.12.gz,                      app.log",
    "app.log.gz,                         app.log",
    "access.log-20261120.gz,             access.log",
    "access.log-20261120-1700000000,     access.log",
    "access-20261120.log,                access.log",
    "access.log.2026-11-20,              access.log",
    "app.log.2026-11-20_13-05-00,        app.log",
    "app.log.2026-11-20.3,               app.log",
    "syslog.old,                         syslog",
    "error.log.3.xz,                     error.log",
  })
  void knowsTheFileThatIsWrittenTo(String name, String base) {
    assertThat(RotatedName.of(name).base()).isEqualTo(base);
    assertThat(RotatedName.of(name).rotated()).isTrue();
    assertThat(RotatedName.withoutRotationSuffix("/a.1/" + name)).isEqualTo("/a.1/" + base);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"app.log", "10.0.0.1", "worker-3.log", "20261120.log", "app-20269999.log", ".old"})
  void leavesOtherNamesAlone(String name) {
    assertThat(RotatedName.of(name).base()).isEqualTo(name);
    assertThat(RotatedName.of(name).rotated()).isFalse();
  }

  @Test
  void ordersOldestFirst() {
    assertThat(
            List.of("a.log", "a.log.2.gz", "a.log.10.gz", "a.log.1", "a.log-20261121").stream()
                .map(RotatedName::of)
                .sorted(RotatedName.OLDEST_FIRST)
                .map(name -> name.date() + "/" + name.number()))
        .containsExactly("20261121/-1", "/10", "/2", "/1", "/-1");
    assertThat(
            List.of("a.log-20261121", "a.log-20261120-1700000000", "a.log-20261120").stream()
                .map(RotatedName::of)
                .sorted(RotatedName.OLDEST_FIRST)
                .map(RotatedName::date))
        .containsExactly("20261120", "202611201700000000", "20261121");
  }
}
