package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of other people's shippers on their way to incidents. */
class EnvelopeTopologyTest {
  private static final String SOURCE = "web-1:/var/log/gunicorn/error.log";
  private static final List<String> TRACEBACK =
      List.of(
          "[2026-11-22 15:00:01 +0000] [7] [ERROR] Error handling request /save",
          "Traceback (most recent call last):",
          "  File \\\"/srv/shop/save.py\\\", line 3, in save",
          "    store(name)",
          "",
          "sqlite3.OperationalError: database is locked");

  @TempDir Path stateDir;
  private TopologyFixture topology;

  @BeforeEach
  void start() {
    topology = new TopologyFixture(stateDir);
  }

  @AfterEach
  void stop() {
    topology.close();
  }

  @Test
  void tracebackThatArrivesLineByLineIsOneEvent() {
    TRACEBACK.forEach(line -> topology.foreign("some key", filebeat(line)));
    topology.pass(Duration.ofSeconds(1));
    List<JsonNode> incidents = topology.incidents();
    assertThat(incidents).hasSize(1);
    assertThat(incidents.get(0).at("/incident/symptom").asText()).isEqualTo("sqlite-locked");
    assertThat(incidents.get(0).at("/incident/count").asInt()).isEqualTo(1);
    assertThat(incidents.get(0).at("/labels/deployment").asText()).isEqualTo("shop");
    assertThat(incidents.get(0).at("/host/name").asText()).isEqualTo("web-1");
    assertThat(topology.counts(SOURCE).matched).isEqualTo(6);
    assertThat(topology.counts(SOURCE).addsUp()).isTrue();
  }

  @Test
  void messageOfSeveralLinesIsOneEventAtOnce() {
    topology.foreign("some key", filebeat(String.join("\\n", TRACEBACK)));
    assertThat(topology.statuses()).containsExactly("sqlite-locked open");
    assertThat(topology.counts(SOURCE).matched).isEqualTo(6);
  }

  @Test
  void lineWithoutATimeHasThatOfItsEnvelope() {
    topology.foreign("k", filebeat("sqlite3.OperationalError: database is locked"));
    topology.pass(Duration.ofSeconds(1));
    assertThat(topology.incidents().get(0).at("/event/start").asText())
        .isEqualTo("2026-11-22T15:00:02.500Z");
  }

  @Test
  void linesOfSeveralSourcesInOneRecordGoToTheirOwn() {
    topology.foreign(
        "k",
        "{\"streams\":["
            + stream("web-1", "/a.log", "[2026-11-22 15:00:01 +0000] [7] [INFO] Booting")
            + ","
            + stream(
                "web-2",
                "/b.log",
                "[2026-11-22 15:00:01 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)")
            + "]}");
    assertThat(topology.counts("web-1:/a.log").unmatched).isEqualTo(1);
    assertThat(topology.counts("web-2:/b.log").matched).isEqualTo(1);
    JsonNode incident = topology.incidents().get(0);
    assertThat(incident.at("/host/name").asText()).isEqualTo("web-2");
    assertThat(incident.at("/labels/deployment").asText()).isEqualTo("web-2");
  }

  @Test
  void envelopeThatSaysNothingOfItsSourceBelongsToTheRecordsKey() {
    topology.foreign(
        "web-9:/g.log",
        "{\"@timestamp\":1795359601.0,\"log\":\"[2026-11-22 15:00:01 +0000] [7] [CRITICAL] WORKER"
            + " TIMEOUT (pid:9)\"}");
    assertThat(topology.counts("web-9:/g.log").matched).isEqualTo(1);
  }

  @Test
  void jsonAccessLinesAndApplicationsLinesAreNoEnvelopes() {
    topology.foreign(
        "web-9:/access.json",
        "{\"time\":\"2026-11-22T15:00:01Z\",\"remote_addr\":\"10.0.0.9\",\"host\":\"shop\","
            + "\"request\":\"GET / HTTP/1.1\",\"status\":502}");
    topology.foreign(
        "web-9:/app.json",
        "{\"time\":\"2026-11-22T15:00:01Z\",\"level\":\"info\",\"host\":\"x\","
            + "\"message\":\"sqlite3.OperationalError: database is locked\"}");
    topology.pass(Duration.ofSeconds(1));
    assertThat(topology.counts("web-9:/access.json").matched).isEqualTo(1);
    assertThat(topology.counts("web-9:/app.json").unmatched).isEqualTo(1);
  }

  private static String stream(String host, String file, String line) {
    return "{\"stream\":{\"filename\":\"%s\",\"host\":\"%s\"},\"values\":[[\"1795359601000000000\",\"%s\"]]}"
        .formatted(file, host, line);
  }

  private static String filebeat(String message) {
    return """
        {"@timestamp":"2026-11-22T15:00:02.500Z","@metadata":{"beat":"filebeat"},\
        "log":{"file":{"path":"/var/log/gunicorn/error.log"}},"message":"%s",\
        "fields":{"deployment":"shop"},"host":{"name":"web-1"},"agent":{"type":"filebeat"}}"""
        .formatted(message);
  }
}
