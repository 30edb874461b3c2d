package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.elastic.IndexerStatus.State;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.DeadLetter.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test has a month of its own. */
@ExtendWith(Servers.Shared.class)
@TestInstance(Lifecycle.PER_CLASS)
class IndexerTest {
  private final Servers servers;
  private final IndexingFixture fixture;

  IndexerTest(Servers servers) {
    this.servers = servers;
    fixture = new IndexingFixture(servers, "indexer-").start();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void aRecordsValueIsTheDocument() throws Exception {
    String document = Documents.incident("i-1", "worker-timeout", "web", "Übergröße \\n zwei");
    fixture.settle(incident("i-1", 3, "2026-01", document));

    assertThat(source("2026.01", "i-1")).isEqualTo(new ObjectMapper().readTree(document));
    assertThat(fixture.indexer().check().state()).isEqualTo(State.RUNNING);
    assertThat(fixture.indexer().check().ready(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void theNewestVersionStaysWhateverTheOrder() {
    IndexerStatus before = fixture.indexer().check();
    fixture.settle(incident("i-1", 5, "2026-02", Documents.incident("i-1", "a", "b", "new")));
    fixture.settle(incident("i-1", 4, "2026-02", Documents.incident("i-1", "a", "b", "old")));
    fixture.settle(incident("i-1", 5, "2026-02", Documents.incident("i-1", "a", "b", "new")));

    IndexerStatus after = fixture.indexer().check();
    assertThat(after.written() - before.written()).isEqualTo(1);
    assertThat(after.stale() - before.stale()).isEqualTo(2);
    assertThat(source("2026.02", "i-1").path("message").asText()).isEqualTo("new");
  }

  @Test
  void aRepeatedTaggedLogStaysOne() {
    long day = Instant.parse("2026-03-31T23:59:59Z").toEpochMilli();
    String topic = fixture.topics().taggedLogs();
    fixture.settle(Records.tagged(topic, "shop", "e-1", day, Documents.tagged("GET /cart 502")));
    fixture.settle(Records.tagged(topic, "shop", "e-1", day, Documents.tagged("GET /cart 502")));

    assertThat(fixture.count("indexer-logtriage-tagged-2026.03.31")).isEqualTo(1);
    assertThat(fixture.count("indexer-tagged-logs")).isEqualTo(1);
  }

  @Test
  void eachMonthHasItsIndexBehindTheReadersAlias() {
    fixture.settle(incident("m-1", 1, "2026-04", Documents.incident("m-1", "a", "b", "c")));
    fixture.settle(incident("m-2", 1, "2026-05", Documents.incident("m-2", "a", "b", "c")));

    assertThat(fixture.count(month("2026.04") + "-000001")).isEqualTo(1);
    assertThat(fixture.count(month("2026.05") + "-000001")).isEqualTo(1);
    assertThat(fixture.get("/_alias/indexer-incidents").fieldNames())
        .toIterable()
        .contains(month("2026.04") + "-000001", month("2026.05") + "-000001");
  }

  @Test
  void whatIsRefusedBecomesADeadLetterAndStopsNobody() {
    String unknown = "{\"@timestamp\":\"2026-06-01T00:00:00Z\",\"surprise\":1}";
    String topic = fixture.topics().incidents();
    fixture.send(incident("bad-1", 1, "2026-06", unknown));
    fixture.send(incident("bad-2", 1, "2026-06", "{\"message\":"));
    fixture.send(new ProducerRecord<>(topic, Records.bytes("bare"), null));
    fixture.settle(incident("good", 1, "2026-06", Documents.incident("good", "a", "b", "c")), 4);

    assertThat(fixture.count(month("2026.06"))).isEqualTo(1);
    List<DeadLetter> letters = fixture.deadLetters();
    assertThat(letters).hasSize(3);
    assertThat(letters)
        .filteredOn(letter -> letter.origin() instanceof Origin.TopicRecord)
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).contains("'opened'"));
    assertThat(letters)
        .filteredOn(letter -> letter.reason().contains("[surprise]"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.origin()).isEqualTo(new Origin.Document(month("2026.06"), "bad-1"));
              assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo(unknown);
              assertThat(letter.headers()).hasSize(2);
            });
  }

  @Test
  void aTombstoneDeletesAndNeverCreatesAnIndex() {
    fixture.settle(incident("i-1", 1, "2026-07", Documents.incident("i-1", "a", "b", "c")));
    fixture.settle(incident("i-1", 2, "2026-07", null));
    fixture.settle(incident("i-0", 2, "1970-01", null));

    assertThat(fixture.count(month("2026.07"))).isZero();
    assertThat(fixture.get("/" + month("1970.01")).path("status").asInt()).isEqualTo(404);
  }

  @Test
  void aRebuiltIndexTakesTheWritesOnceItHasTheAlias() throws Exception {
    fixture.settle(incident("i-1", 1, "2026-08", Documents.incident("i-1", "a", "b", "c")));
    String alias = month("2026.08");
    servers.connection().send("PUT", "/" + alias + "-000002", null);
    String move =
        """
        {"actions":[{"remove_index":{"index":"%1$s-000001"}},
          {"add":{"index":"%1$s-000002","alias":"%1$s","is_write_index":true}}]}
        """;
    servers.connection().send("POST", "/_aliases", move.formatted(alias));

    fixture.settle(incident("i-2", 1, "2026-08", Documents.incident("i-2", "a", "b", "c")));

    assertThat(fixture.count(alias + "-000002")).isEqualTo(1);
  }

  @Test
  void whatATransactionTookBackIsNeverWritten() throws Exception {
    Map<String, Object> settings = new HashMap<>(servers.kafka());
    settings.put("transactional.id", "aborted");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(incident("i-1", 9, "2026-10", Documents.incident("i-1", "a", "b", "no"))).get();
      producer.abortTransaction();
    }
    fixture.settle(incident("i-1", 1, "2026-10", Documents.incident("i-1", "a", "b", "yes")));

    assertThat(source("2026.10", "i-1").path("message").asText()).isEqualTo("yes");
  }

  private ProducerRecord<byte[], byte[]> incident(
      String id, long version, String month, @Nullable String document) {
    long opened = Instant.parse(month + "-28T12:00:00Z").toEpochMilli();
    return Records.incident(fixture.topics().incidents(), id, version, opened, document);
  }

  private JsonNode source(String month, String id) {
    return fixture.get("/" + month(month) + "/_doc/" + id).path("_source");
  }

  private static String month(String month) {
    return "indexer-logtriage-incidents-" + month;
  }
}
