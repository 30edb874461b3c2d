package io.logtriage.streams;

import static io.logtriage.streams.TopologyFixture.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.LogsRecordBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentTopologyTest {
  private static final String BENIGN = "[2026-11-22 15:00:00 +0000] [7] [INFO] Booting worker";
  private static final String TIMEOUT =
      "[2026-11-22 15:00:01 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:12)";
  private static final Duration SECOND = Duration.ofSeconds(1);

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
  void aSymptomOpensAnIncident() {
    topology.ship(BENIGN, TIMEOUT, BENIGN);
    List<JsonNode> incidents = topology.incidents();
    assertThat(incidents).hasSize(1);
    assertThat(incidents.get(0).at("/incident/symptom").asText()).isEqualTo("worker-timeout");
    assertThat(incidents.get(0).at("/labels/deployment").asText()).isEqualTo("shop");
    assertThat(incidents.get(0).at("/message").asText()).isEqualTo(TIMEOUT);
  }

  @Test
  void labelsOfTheSourceAreKeptWithWhatIsFound() throws IOException {
    byte[] line = TIMEOUT.getBytes(UTF_8);
    topology.send(
        new LogsRecordBuilder(
                TopologyFixture.SOURCE.withLabels(Map.of("team", "payments")), "shipper-1", 0)
            .line(line, 0, line.length, 0)
            .build());
    topology.ship(BENIGN);
    JsonNode tagged = new ObjectMapper().readTree(topology.records("tagged-logs").get(0).value());
    for (JsonNode document : List.of(topology.incidents().get(0), tagged)) {
      assertThat(document.at("/labels/team").asText()).isEqualTo("payments");
      assertThat(document.at("/labels/deployment").asText()).isEqualTo("shop");
      assertThat(document.at("/incident/fields").toString()).doesNotContain("team");
    }
  }

  @Test
  void keyAndHeadersSayWhatTheIndexNeeds() {
    topology.ship(TIMEOUT, BENIGN);
    TestRecord<byte[], byte[]> incident = topology.records("incidents").get(0);
    assertThat(number(incident, "version")).isEqualTo(1);
    assertThat(number(incident, "opened"))
        .isEqualTo(TopologyFixture.START.plusSeconds(1).toEpochMilli());
    TestRecord<byte[], byte[]> tagged = topology.records("tagged-logs").get(0);
    assertThat(tagged.key()).isEqualTo(incident.key());
    assertThat(tagged.headers().lastHeader("id").value()).isNotEmpty();
    assertThat(number(tagged, "time")).isEqualTo(number(incident, "opened"));
  }

  @Test
  void aRepeatedRecordIsCountedAndNothingElse() {
    LogsRecord record = topology.ship(BENIGN, TIMEOUT, BENIGN);
    topology.send(record);
    assertThat(topology.incidents()).hasSize(1);
    LineCounts counts = topology.counts(KEY);
    assertThat(counts.in).isEqualTo(6);
    assertThat(counts.repeated).isEqualTo(3);
    assertThat(counts.matched).isEqualTo(1);
    assertThat(counts.addsUp()).isTrue();
  }

  @Test
  void anEventWhoseLastLineIsAwaitedIsCompleteAfterASilence() {
    topology.ship(TIMEOUT);
    topology.atEnd(false);
    topology.pass(SECOND);
    assertThat(topology.counts(KEY).addsUp()).isTrue();
    topology.atEnd(true);
    topology.pass(SECOND);
    assertThat(topology.statuses()).containsExactly("worker-timeout open");
    LineCounts counts = topology.counts(KEY);
    assertThat(counts.pending).isZero();
    assertThat(counts.matched).isEqualTo(1);
  }

  @Test
  void aQuietIncidentClosesWhenNothingMoreComes() {
    topology.ship(TIMEOUT, BENIGN);
    for (int i = 0; i < 302; i++) {
      topology.pass(SECOND);
    }
    assertThat(topology.statuses())
        .containsExactly("worker-timeout open", "worker-timeout resolved");
  }

  @Test
  void nothingClosesWhileInputWaits() {
    topology.ship(TIMEOUT, BENIGN);
    topology.atEnd(false);
    for (int i = 0; i < 400; i++) {
      topology.pass(SECOND);
    }
    assertThat(topology.statuses()).containsExactly("worker-timeout open");
  }

  @Test
  void benignLinesCarryTheClockThatClosesAnIncident() {
    topology.atEnd(false);
    topology.shipHistory(TIMEOUT, BENIGN);
    topology.pass(SECOND);
    topology.shipHistory("[2026-11-22 15:20:00 +0000] [7] [INFO] Booting worker", BENIGN);
    assertThat(topology.statuses())
        .containsExactly("worker-timeout open", "worker-timeout resolved");
  }

  @Test
  void plainLinesOfOthersAreRead() {
    topology.foreign("web-9:/var/log/g.log", TIMEOUT);
    topology.foreign("web-9:/var/log/g.log", BENIGN);
    assertThat(topology.incidents().get(0).at("/labels/deployment").asText()).isEqualTo("web-9");
    assertThat(topology.counts("web-9:/var/log/g.log").addsUp()).isTrue();
  }

  @Test
  void severalLinesInOneForeignRecordAreOneEvent() {
    topology.foreign(
        "web-9",
        """
        [2026-11-22 15:00:02 +0000] [7] [ERROR] Exception in worker process
        Traceback (most recent call last):
          File "/srv/wsgi.py", line 3, in <module>
            import shopkit
        ModuleNotFoundError: No module named 'shopkit'
        """);
    JsonNode incident = topology.incidents().get(0);
    assertThat(incident.at("/incident/symptom").asText()).isEqualTo("module-not-found");
    assertThat(incident.at("/incident/samples/0/message").asText()).contains("shopkit'");
    LineCounts counts = topology.counts("web-9");
    assertThat(counts.matched).isEqualTo(5);
    assertThat(counts.addsUp()).isTrue();
  }

  @Test
  void aRecordThatIsNeitherTextNorKnownIsADeadLetterWithItsCoordinates() {
    byte[] garbage = new byte[2_000];
    new Random(7).nextBytes(garbage);
    topology.foreign(KEY.getBytes(UTF_8), garbage, new RecordHeaders());
    DeadLetter letter = topology.deadLetters().get(0);
    assertThat(letter.reason()).startsWith("neither text nor a known envelope");
    assertThat(letter.origin()).hasToString("logs-0@0");
    assertThat(letter.value()).isEqualTo(garbage);
    LineCounts counts = topology.counts(KEY);
    assertThat(counts.deadLettered).isEqualTo(counts.in).isPositive();
  }

  @Test
  void aRecordThatClaimsToBeOursAndIsNotIsADeadLetterAndTheNextOneIsRead() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("lt.v", "1".getBytes(UTF_8));
    topology.foreign(KEY.getBytes(UTF_8), "line\n".getBytes(UTF_8), headers);
    assertThat(topology.deadLetters()).hasSize(1);
    topology.ship(TIMEOUT, BENIGN);
    assertThat(topology.incidents()).hasSize(1);
    LineCounts counts = topology.counts(KEY);
    assertThat(counts.deadLettered).isEqualTo(1);
    assertThat(counts.addsUp()).isTrue();
  }

  @Test
  void secretsReachNeitherIncidentsNorDeadLetters() {
    String secret = "hunter2-canary";
    topology.foreign(
        KEY,
        "[2026-11-22 15:00:02 +0000] [7] [ERROR] PermissionError: [Errno 13] Permission denied:"
            + " '/srv/x' for https://bob:"
            + secret
            + "@db.example/\n");
    RecordHeaders headers = new RecordHeaders();
    headers.add("lt.v", "9".getBytes(UTF_8));
    headers.add("authorization", ("Authorization: Bearer " + secret).getBytes(UTF_8));
    byte[] value = ("a line\npassword=" + secret + "\nanother\n").getBytes(UTF_8);
    topology.foreign(KEY.getBytes(UTF_8), value, headers);
    topology.pass(SECOND);
    DeadLetter letter = topology.deadLetters().get(0);
    assertThat(new String(letter.value(), UTF_8)).startsWith("a line\n").endsWith("\nanother\n");
    assertThat(new String(letter.value(), UTF_8) + letter.headers()).doesNotContain(secret);
    assertThat(topology.incidents())
        .isNotEmpty()
        .allSatisfy(incident -> assertThat(incident.toString()).doesNotContain(secret));
    assertThat(new String(topology.sources().get(Bytes.wrap(KEY.getBytes(UTF_8))), UTF_8))
        .doesNotContain(secret);
  }

  @Test
  void anEmptyRecordIsDroppedAndCounted() {
    topology.foreign(KEY, "");
    assertThat(topology.counts(KEY).dropped()).containsEntry("empty", 1L);
    assertThat(topology.counts(KEY).addsUp()).isTrue();
    assertThat(topology.deadLetters()).isEmpty();
  }

  @Test
  void theLedgerAddsUpOverAllSources() {
    topology.ship(BENIGN, TIMEOUT, BENIGN);
    topology.foreign("web-9", TIMEOUT);
    topology.foreign("web-8", "");
    assertThat(Ledger.toJson(topology.sources()))
        .contains("\"source_count\":3")
        .contains("\"in\":5")
        .doesNotContain("\"adds_up\":false");
  }

  private static long number(TestRecord<byte[], byte[]> record, String header) {
    return ByteBuffer.wrap(record.headers().lastHeader(header).value()).getLong();
  }
}
