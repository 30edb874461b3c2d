package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What shippers send that are set up as docs/shippers.md says: a traceback arrives in one piece.
 */
class OtherShippersTest {
  private static final String KEY = "web-1:/var/log/shop/app.log";
  private static final List<String> LINES =
      List.of(
          "[2026-11-22 15:00:00,120] INFO in orders: order 17 accepted",
          "[2026-11-22 15:00:01,250] ERROR in app: Exception on /orders/18 [POST]",
          "Traceback (most recent call last):",
          "  File \\\"/srv/shop/orders.py\\\", line 42, in accept",
          "    ledger.execute(\\\"INSERT INTO orders VALUES (?)\\\", (number,))",
          "sqlite3.OperationalError: database is locked",
          "[2026-11-22 15:00:01,300] INFO in orders: order 19 accepted");

  @TempDir Path stateDir;

  /** A record of each, with the line in it. */
  enum Shipper {
    PLAIN("%s"),
    FILEBEAT(
        """
        {"@timestamp":"2026-11-22T15:00:02.500Z","@metadata":{"beat":"filebeat","type":"_doc"},\
        "log":{"offset":7,"file":{"path":"/var/log/shop/app.log"}},"message":"%s",\
        "input":{"type":"filestream"},"labels":{"deployment":"web-1"},"service":{"name":"web"},\
        "host":{"name":"web-1"},"agent":{"type":"filebeat","version":"8.17.0"}}"""),
    FLUENT_BIT(
        """
        {"@timestamp":1795359602.5,"filename":"/var/log/shop/app.log","log":"%s",\
        "source":"web-1:/var/log/shop/app.log"}"""),
    FLUENTD(
        """
        {"message":"%s","filename":"/var/log/shop/app.log","host":"web-1",\
        "source":"web-1:/var/log/shop/app.log"}"""),
    VECTOR(
        """
        {"file":"/var/log/shop/app.log","host":"web-1","message":"%s",\
        "source":"web-1:/var/log/shop/app.log","source_type":"file",\
        "timestamp":"2026-11-22T15:00:02.500394Z"}"""),
    RSYSLOG_JSON(
        """
        {"@timestamp":"2026-11-22T15:00:02.500+00:00","host":"web-1",\
        "filename":"/var/log/shop/app.log","message":"%s"}"""),
    SYSLOG_NG_JSON(
        """
        {"HOST":"web-1","FILE_NAME":"/var/log/shop/app.log","MESSAGE":"%s"}"""),
    PROMTAIL(
        """
        {"labels":{"filename":"/var/log/shop/app.log","host":"web-1"},"line":"%s",\
        "ts":"2026-11-22T15:00:02.500Z"}"""),
    OPENTELEMETRY(
        """
        {"resourceLogs":[{"resource":{"attributes":[\
        {"key":"host.name","value":{"stringValue":"web-1"}},\
        {"key":"log.file.path","value":{"stringValue":"/var/log/shop/app.log"}}]},\
        "scopeLogs":[{"scope":{},"logRecords":[{"observedTimeUnixNano":"1795359602500000000",\
        "body":{"stringValue":"%s"}}]}]}]}""");

    private final String record;

    Shipper(String record) {
      this.record = record;
    }

    String record(String line) {
      return this == PLAIN ? line.replace("\\", "") : record.replace("%s", line);
    }
  }

  @ParameterizedTest
  @EnumSource(Shipper.class)
  void tracebackIsOneEventOfItsFile(Shipper shipper) {
    try (TopologyFixture topology = new TopologyFixture(stateDir)) {
      LINES.forEach(line -> topology.foreign(KEY, shipper.record(line)));
      topology.pass(Duration.ofSeconds(2));

      JsonNode incident = topology.incidents().get(0);
      assertThat(incident.at("/incident/symptom").asText()).isEqualTo("sqlite-locked");
      assertThat(incident.at("/incident/count").asInt()).isEqualTo(1);
      assertThat(incident.at("/message").asText())
          .contains("Exception on /orders/18", "ledger.execute", "is locked");
      assertThat(incident.at("/host/name").asText()).isEqualTo("web-1");
      assertThat(incident.at("/incident/samples/0/log.file.path").asText())
          .isEqualTo("/var/log/shop/app.log");
      assertThat(topology.counts(KEY).matched).isEqualTo(5);
    }
  }
}
