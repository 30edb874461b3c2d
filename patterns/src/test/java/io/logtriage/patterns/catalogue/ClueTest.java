package io.logtriage.patterns.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClueTest {
  @ParameterizedTest
  @CsvSource({
    "unix:/run/shop.sock, /run/shop.sock",
    "unix:/run/shop.sock:, /run/shop.sock",
    "/run/shop.sock, /run/shop.sock",
    "127.0.0.1:8000, 8000",
    "0.0.0.0:8000, 8000",
    "[::1]:8000, 8000",
    "web:8000, 8000",
    "shop.example, ",
  })
  void anAddressIsAPathOrAPort(String written, String known) {
    assertThat(Clue.ADDRESS.of(Map.of("server.address", written), "web-1").orElse(null))
        .isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 8000, 8000", "0.0.0.0, 80, 80", "/run/shop.sock, 0, /run/shop.sock"})
  void aPortMayStandByItself(String address, String port, String known) {
    Map<String, String> fields = Map.of("server.address", address, "server.port", port);

    assertThat(Clue.ADDRESS.of(fields, "web-1")).contains(known);
  }

  @ParameterizedTest
  @CsvSource({
    "/run/shop.sock, /run/shop.sock",
    "/run/shop.socket, /run/shop.socket",
    "/srv/a.txt,"
  })
  void aSocketIsAnAddressToo(String file, String known) {
    assertThat(Clue.ADDRESS.of(Map.of("file.path", file), "web-1").orElse(null)).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({"/srv/data/a.index, /srv/data/", "/a, /", "data/a.index, "})
  void aFolderIsWhereAnAbsolutePathLeads(String file, String known) {
    assertThat(Clue.FOLDER.of(Map.of("file.path", file), "web-1").orElse(null)).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({"web-1, 17, web-1 17"})
  void aProcessIsOneOfItsHost(String host, String pid, String known) {
    assertThat(Clue.PROCESS.of(Map.of("process.pid", pid), host)).contains(known);
  }
}
