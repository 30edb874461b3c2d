package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.elastic.IndexerStatus.State;
import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Elasticsearch no longer has what it had taken. */
@ExtendWith(Servers.Shared.class)
class LostIndexTest {
  private static final long MAY = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
  private static final long JUNE = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  private final Servers servers;

  LostIndexTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void anEmptyElasticsearchInItsPlaceIsFilledAgain() {
    try (IndexingFixture running = new IndexingFixture(servers, "replaced-").start();
        IndexingFixture stopped = new IndexingFixture(servers, "replaced-asleep-").start()) {
      send(running, 0, 500);
      send(stopped, 0, 10);
      awaitCount(running, 500);
      awaitCount(stopped, 10);
      stopped.stop();
      send(running, 500, 3_000);
      servers.killElasticsearch();
      servers.startElasticsearchEmpty();
      send(running, 3_000, 3_100);
      stopped.start();

      awaitCount(running, 3_100);
      awaitCount(stopped, 10);
      assertThat(running.count("replaced-tagged-logs")).isEqualTo(3_100);
      assertThat(running.indexer().check().stale()).as("read twice").isLessThan(3_000);
      assertThat(running.verify().differences()).isEmpty();
      assertThat(stopped.verify().differences()).isEmpty();
      assertThat(running.deadLetters()).isEmpty();
    }
  }

  @Test
  void anIndexThatSomeoneDeletedComesBackWhole() throws Exception {
    try (IndexingFixture fixture = new IndexingFixture(servers, "deleted-").start()) {
      send(fixture, 0, 20);
      awaitCount(fixture, 20);
      servers.connection().send("DELETE", "/deleted-logtriage-incidents-2026.05-000001", null);
      send(fixture, 20, 21);

      awaitCount(fixture, 21);
    }
  }

  @Test
  void anIndexerWithoutItsBrokerIsNotReady() {
    EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults());
    kafka.start();
    Topics topics = new Topics("alone-");
    Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
    servers.createTopics(topics, clients);
    IndexSetup setup = new IndexSetup(servers.connection(), new IndexNames("alone-"));
    try (Indexer indexer = new Indexer(clients, topics, setup)) {
      indexer.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> indexer.check().state() == State.RUNNING);
      kafka.close();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(indexer.check().state()).isEqualTo(State.WAITING);
                assertThat(indexer.check().trouble()).contains("alone-incidents", "broker");
              });
    } finally {
      kafka.close();
    }
  }

  private static void awaitCount(IndexingFixture fixture, long count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(fixture.count(fixture.names().incidents())).isEqualTo(count));
  }

  /** Incidents of two months, and a tagged log of each. */
  private static void send(IndexingFixture fixture, int from, int to) {
    for (int i = from; i < to; i++) {
      String id = "i-" + i;
      long opened = i % 2 == 0 ? MAY : JUNE;
      fixture.send(
          Records.incident(
              fixture.topics().incidents(),
              id,
              1,
              opened,
              Documents.incident(id, "worker-timeout", "web", "timeout " + i)));
      fixture.send(
          Records.tagged(fixture.topics().taggedLogs(), id, id, opened, Documents.tagged("line")));
    }
    fixture.flush();
  }
}
