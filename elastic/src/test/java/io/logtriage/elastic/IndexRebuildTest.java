package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.logtriage.elastic.IndexRebuild.Rebuilt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Shared.class)
class IndexRebuildTest {
  private static final long MAY = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
  private static final long JUNE = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
  private static final String MAY_ALIAS = "logtriage-incidents-2026.05";

  private final Servers servers;

  IndexRebuildTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void whatDiffersIsMadeAnewBesideARunningIndexer() {
    try (IndexingFixture fixture = new IndexingFixture(servers, "rebuilt-").start()) {
      fixture.send(incident(fixture, "lost", MAY));
      fixture.send(incident(fixture, "wrong", MAY));
      fixture.settle(incident(fixture, "other-month", JUNE), 3);
      String index = "/rebuilt-" + MAY_ALIAS + "-000001";
      fixture.send("DELETE", index + "/_doc/lost", null);
      fixture.send("PUT", index + "/_doc/wrong?version=9&version_type=external", document("wrong"));

      assertThat(fixture.rebuild().rebuildWhatDiffers(Retention.defaults()))
          .extracting(Rebuilt::index, Rebuilt::documents, Rebuilt::replaced)
          .containsExactly(
              tuple("rebuilt-" + MAY_ALIAS + "-000002", 2L, List.of(index.substring(1))));
      fixture.settle(incident(fixture, "later", MAY));
      assertThat(fixture.verify().differences()).isEmpty();
      assertThat(fixture.count("rebuilt-" + MAY_ALIAS)).isEqualTo(3);
      assertThat(fixture.send("GET", index, null).status()).isEqualTo(404);
    }
  }

  @Test
  void anIndexWhereAnAliasShouldBeMakesRoom() {
    try (IndexingFixture fixture = new IndexingFixture(servers, "room-").start()) {
      fixture.settle(incident(fixture, "one", MAY));
      fixture.stop();
      fixture.send("DELETE", "/room-" + MAY_ALIAS + "-000001", null);
      fixture.send("PUT", "/room-" + MAY_ALIAS, "{\"mappings\":{\"dynamic\":true}}");
      fixture.send("PUT", "/room-" + MAY_ALIAS + "/_doc/one", "{\"incident\":\"a text\"}");

      fixture.rebuild().rebuildWhatDiffers(Retention.defaults());

      assertThat(fixture.verify().differences()).isEmpty();
      fixture.start();
      fixture.settle(incident(fixture, "two", MAY));
      assertThat(fixture.count("room-incidents")).isEqualTo(2);
    }
  }

  @Test
  void anIndexOfOlderMappingsHoldsTheIndexerUntilItIsMadeAnew() {
    try (IndexingFixture fixture = new IndexingFixture(servers, "older-").start()) {
      fixture.settle(incident(fixture, "before", MAY));
      fixture.stop();
      String meta = "{\"_meta\":{\"generation\":0}}";
      fixture.send("PUT", "/older-" + MAY_ALIAS + "-000001/_mapping", meta);
      fixture.start();
      fixture.send(incident(fixture, "after", MAY));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> fixture.indexer().check().trouble().contains("index --rebuild"));

      fixture.rebuild().rebuildWhatDiffers(Retention.defaults());

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(fixture.indexer().check().trouble()).isEmpty());
      assertThat(fixture.verify().differences()).isEmpty();
      assertThat(fixture.deadLetters()).isEmpty();
    }
  }

  @Test
  void whatTheTopicDoesNotHaveIsGivenUpOnlyOnDemand() {
    try (IndexingFixture fixture = new IndexingFixture(servers, "kept-").start()) {
      fixture.settle(incident(fixture, "known", MAY));
      String index = "kept-" + MAY_ALIAS + "-000001";
      fixture.send("PUT", "/" + index + "/_doc/stranger", document("stranger"));

      assertThatThrownBy(() -> fixture.rebuild().rebuild("2026.05", false))
          .isInstanceOf(ElasticsearchFailure.class)
          .hasMessageContaining(index + " holds 1 documents")
          .hasMessageContaining("such as stranger")
          .hasMessageContaining("--discard");
      assertThat(fixture.count("kept-incidents")).isEqualTo(2);

      fixture.rebuild().rebuild("2026.05", true);
      assertThat(fixture.count("kept-incidents")).isEqualTo(1);
    }
  }

  @Test
  void aDayOfTaggedLogsIsMadeAnew() {
    try (IndexingFixture fixture = new IndexingFixture(servers, "day-").start()) {
      fixture.settle(
          Records.tagged(fixture.topics().taggedLogs(), "k", "t-1", MAY, Documents.tagged("line")));
      fixture.send("DELETE", "/day-logtriage-tagged-2026.05.01-000001/_doc/t-1", null);

      assertThat(fixture.rebuild().rebuild("2026.05.01", false).documents()).isEqualTo(1);
      assertThat(fixture.count("day-tagged-logs")).isEqualTo(1);
    }
  }

  private static ProducerRecord<byte[], byte[]> incident(
      IndexingFixture fixture, String id, long opened) {
    return Records.incident(fixture.topics().incidents(), id, 1, opened, document(id));
  }

  private static String document(String id) {
    return Documents.incident(id, "disk-full", "web", "no space");
  }
}
