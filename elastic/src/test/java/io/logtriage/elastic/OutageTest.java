package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.elastic.IndexerStatus.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Shared.class)
class OutageTest {
  private static final long MAY = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
  private static final int DOCUMENTS = 6_000;

  private final Servers servers;

  OutageTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void anElasticsearchThatStopsInMidStreamLosesNothing() {
    try (IndexingFixture fixture = new IndexingFixture(servers, "outage-").start()) {
      send(fixture, 0, DOCUMENTS / 2);
      await().atMost(Duration.ofSeconds(30)).until(() -> fixture.indexer().check().written() > 0);
      servers.stopElasticsearch();
      send(fixture, DOCUMENTS / 2, DOCUMENTS);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                IndexerStatus status = fixture.indexer().check();
                assertThat(status.state()).isEqualTo(State.WAITING);
                assertThat(status.waiting()).isPositive();
                assertThat(status.oldestWaiting()).isPositive();
                assertThat(status.trouble()).contains(servers.elasticsearchUrl());
              });
      servers.startElasticsearchAgain();

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(fixture.count("outage-incidents")).isEqualTo(DOCUMENTS));
      assertThat(fixture.indexer().check().trouble()).isEmpty();
      assertThat(fixture.deadLetters()).isEmpty();
    }
  }

  private static void send(IndexingFixture fixture, int from, int to) {
    for (int i = from; i < to; i++) {
      String id = "i-" + i;
      fixture.send(
          Records.incident(
              fixture.topics().incidents(),
              id,
              1,
              MAY,
              Documents.incident(id, "worker-timeout", "web", "timeout " + i)));
    }
    fixture.flush();
  }
}
