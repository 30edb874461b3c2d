package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.streams.watch.WatchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParsedLogsTest {
  private static final String ACCESS =
      "192.0.2.9 - - [22/Nov/2026:15:00:01 +0000] \"GET /cart?token=canary-secret-value-1 HTTP/1.1\""
          + " 200 512 \"-\" \"curl/8.5\"";

  @TempDir private Path folder;
  private TopologyFixture topology;

  @BeforeEach
  void start() {
    topology = new TopologyFixture(folder, WatchOptions.standard(), true);
  }

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void everyEventHasItsFieldsAndItsPlace() {
    topology.ship(ACCESS, "[2026-11-22 15:00:02 +0000] [7] [INFO] Booting worker with pid: 7");
    topology.pass(Duration.ofSeconds(1));

    List<JsonNode> events = topology.parsedLogs();

    assertThat(events).hasSize(2);
    JsonNode access = events.get(0);
    assertThat(access.path("@timestamp").asText()).isEqualTo("2026-11-22T15:00:01Z");
    assertThat(access.at("/http/response/status_code").asInt()).isEqualTo(200);
    assertThat(access.at("/http/request/method").asText()).isEqualTo("GET");
    assertThat(access.at("/url/path").asText()).isEqualTo("/cart");
    assertThat(access.at("/client/ip").asText()).isEqualTo("192.0.2.9");
    assertThat(access.at("/host/name").asText()).isEqualTo("web-1");
    assertThat(access.at("/service/name").asText()).isEqualTo("shop-api");
    assertThat(access.at("/labels/deployment").asText()).isEqualTo("shop");
    assertThat(access.at("/log/file/path").asText()).isEqualTo("/var/log/gunicorn/error.log");
    assertThat(access.at("/log/offset").asLong(-1)).isZero();
    assertThat(events.get(1).at("/message").asText()).endsWith("Booting worker with pid: 7");
    assertThat(events.get(1).at("/process/pid").asLong()).isEqualTo(7);
    assertThat(events.get(1).at("/log/level").asText()).isEqualTo("info");
  }

  @Test
  void anHarmlessLineHoldsNoSecretEither() {
    topology.foreign("web-1:/var/log/nginx/access.log", ACCESS);

    assertThat(topology.parsedLogs().toString()).contains("/cart").doesNotContain("canary");
  }

  @Test
  void aTracebackIsOneEventAndEqualLinesAreSeveral() {
    topology.foreign("web-1:/app.log", "2026-11-22 15:00:02,000 ERROR in app: cannot pay");
    topology.foreign("web-1:/app.log", "Traceback (most recent call last):");
    topology.foreign("web-1:/app.log", "  File \"/srv/shop/pay.py\", line 3, in pay");
    topology.foreign("web-1:/app.log", "ValueError: no money");
    topology.foreign("web-1:/app.log", "2026-11-22 15:00:03,000 INFO in app: idle");
    topology.foreign("web-1:/app.log", "2026-11-22 15:00:03,000 INFO in app: idle");
    topology.pass(Duration.ofSeconds(1));

    List<JsonNode> events = topology.parsedLogs();

    assertThat(events).hasSize(3);
    assertThat(events.get(0).at("/error/type").asText()).isEqualTo("ValueError");
    assertThat(events).extracting(event -> event.at("/event/id").asText()).doesNotHaveDuplicates();
  }

  @Test
  void theLineOfAFileHasTheSameIdHoweverItCame() {
    LogsRecord record = topology.ship(ACCESS);
    String id = topology.parsedLogs().get(0).at("/event/id").asText();
    try (TopologyFixture again =
        new TopologyFixture(folder.resolve("again"), WatchOptions.standard(), true)) {
      again.send(record);

      assertThat(again.parsedLogs().get(0).at("/event/id").asText()).isEqualTo(id);
    }
  }
}
