package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.logtriage.elastic.BulkOperation.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Shared.class)
class RightsTest {
  private final Servers servers;

  RightsTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void afterASetupByAnotherAnIndexerNeedsFewRights() {
    IndexNames names = new IndexNames("rights-");
    new IndexSetup(servers.connection(), names).apply();
    try (ElasticsearchConnection indexer = servers.connectionAs("indexer");
        ElasticsearchConnection reader = servers.connectionAs("reader")) {
      IndexSetup setup = new IndexSetup(indexer, names);
      setup.ensure();
      BulkOutcome outcome =
          new BulkWriter(indexer, setup.aliases()).write(List.of(document(names)));

      assertThat(outcome.written()).as(outcome.trouble()).isEqualTo(1);
      assertThatCode(() -> new IncidentSearch(reader, names).search(IncidentQuery.all()))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void setupAndVerifyHaveRightsOfTheirOwn() {
    try (ElasticsearchConnection setup = servers.connectionAs("setup");
        ElasticsearchConnection verifier = servers.connectionAs("verifier");
        IndexingFixture fixture = new IndexingFixture(servers, "own-")) {
      assertThat(new IndexSetup(setup, fixture.names()).apply()).hasSize(2);
      verifier.awaitReady(Duration.ZERO);
      assertThat(
              new IndexVerification(
                      servers.kafka(),
                      fixture.topics(),
                      verifier,
                      fixture.names(),
                      Retention.defaults())
                  .verify()
                  .differences())
          .isEmpty();
    }
  }

  @Test
  void aMissingRightIsNamedAndTheDocumentWaits() {
    IndexNames names = new IndexNames("forbidden-");
    new IndexSetup(servers.connection(), names).apply();
    try (ElasticsearchConnection reader = servers.connectionAs("reader")) {
      BulkWriter writer = new BulkWriter(reader, new IndexSetup(reader, names).aliases());

      BulkOutcome outcome = writer.write(List.of(document(names)));

      assertThat(outcome.waiting()).hasSize(1);
      assertThat(outcome.trouble()).contains("HTTP 403", "reader", servers.elasticsearchUrl());
    }
  }

  @Test
  void wrongCredentialsAreToldAtOnce() {
    ElasticsearchSettings wrong =
        servers.settingsOf("admin").with(Credentials.password("nobody", "canary-password"));
    try (ElasticsearchConnection connection = ElasticsearchConnection.open(wrong)) {
      assertThatThrownBy(() -> connection.awaitReady(Duration.ofMinutes(5)))
          .isInstanceOf(ElasticsearchFailure.class)
          .hasMessageContaining("HTTP 401")
          .hasMessageContaining("user nobody")
          .message()
          .doesNotContain("canary-password");
    }
  }

  @Test
  void anIndexerThatMayNotWriteSaysSoAndGoesOnTrying() {
    try (ElasticsearchConnection reader = servers.connectionAs("reader");
        IndexingFixture fixture = new IndexingFixture(servers, "mute-", reader).start()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                IndexerStatus status = fixture.indexer().check();
                assertThat(status.state()).isEqualTo(IndexerStatus.State.WAITING);
                assertThat(status.trouble()).contains("manage_index_templates");
                assertThat(status.ready(Duration.ofMinutes(1))).isFalse();
              });
    }
  }

  private static BulkOperation document(IndexNames names) {
    String alias = names.incidentsAt(0).orElseThrow();
    String document = Documents.incident("i-1", "a", "b", "c");
    return new BulkOperation(
        Kind.INDEX,
        alias,
        "i-1",
        1,
        Records.read(Records.incident("incidents", "i-1", 1, 0, document)));
  }
}
