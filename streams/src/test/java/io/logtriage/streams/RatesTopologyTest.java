package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesTopologyTest {
  @TempDir Path stateDir;

  @Test
  void failedRequestsAreCountedAcrossRecordsUntilTheyStop() {
    try (TopologyFixture topology = new TopologyFixture(stateDir)) {
      for (int i = 0; i < 12; i++) {
        topology.ship(access(i / 4, 200), access(i / 4, 200));
      }
      for (int i = 0; i < 18; i++) {
        topology.ship(access(4 + i / 4, 500));
      }
      assertThat(topology.statuses()).containsOnly("high-error-rate open");
      topology.pass(Duration.ofSeconds(3));
      topology.pass(Duration.ofMinutes(6));

      List<JsonNode> incidents = topology.incidents();

      JsonNode last = incidents.get(incidents.size() - 1).get("incident");
      assertThat(last.get("status").asText()).isEqualTo("resolved");
      assertThat(last.get("count").asInt()).isEqualTo(18);
      assertThat(last.at("/group/tier").asText()).isEqualTo("application");
      assertThat(last.at("/fields/route").asText()).isEqualTo("/pay/#");
    }
  }

  private static String access(int second, int status) {
    return "127.0.0.1 - - [22/Nov/2026:15:00:0%d +0000] \"POST /pay/31 HTTP/1.0\" %d 9 \"-\" \"x\""
        .formatted(second, status);
  }
}
