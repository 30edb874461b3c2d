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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Servers servers;

  OutageTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void anElasticsearchThatStopsInMidStreamLosesNothing() {
    nothingIsLost("stopped-", servers::stopElasticsearch);
  }

  @Test
  void anElasticsearchThatIsKilledInMidStreamLosesNothing() {
    nothingIsLost("killed-", servers::killElasticsearch);
  }

  private void nothingIsLost(String prefix, Runnable outage) {
    try (IndexingFixture fixture = new IndexingFixture(servers, prefix).start()) {
      send(fixture, 0, DOCUMENTS / 2);
      await().atMost(PATIENCE).until(() -> fixture.indexer().check().written() > 0);
      outage.run();
      send(fixture, DOCUMENTS / 2, DOCUMENTS);
      await()
          .atMost(PATIENCE)
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
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(fixture.count(prefix + "incidents")).isEqualTo(DOCUMENTS));
      assertThat(fixture.verify().differences()).isEmpty();
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
