package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.elastic.FaultyRoad.Fault;
import io.logtriage.elastic.IndexVerification.Result;
import io.logtriage.elastic.IndexerStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens, in the end topic and index agree, document for document. */
@ExtendWith(Servers.Shared.class)
class FaultsTest {
  private static final long MAY = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Servers servers;

  FaultsTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void aRequestThatFailsIsRepeated() throws IOException {
    try (FaultyRoad road = new FaultyRoad(servers.connection());
        ElasticsearchConnection connection =
            ElasticsearchConnection.open(
                ElasticsearchSettings.of(road.url()), Duration.ofSeconds(2));
        IndexingFixture fixture = new IndexingFixture(servers, "road-", connection).start()) {
      int sent = 0;
      for (Fault fault : Fault.values()) {
        road.spoilNext(fault, fault);
        send(fixture, sent, sent + 20);
        sent += 20;

        await(fault.name()).atMost(PATIENCE).until(() -> !road.hasFaultsLeft());
        awaitAgreement(fixture, sent);
      }
      assertThat(fixture.deadLetters()).isEmpty();
    }
  }

  /** As an index becomes when its disk is nearly full. */
  @Test
  void aReadOnlyIndexIsWaitedFor() {
    try (IndexingFixture fixture = new IndexingFixture(servers, "flood-").start()) {
      fixture.settle(incident(fixture, "before"));
      block(fixture, "true");
      fixture.send(incident(fixture, "after"));
      fixture.flush();
      awaitTrouble(fixture, "flood-logtriage-incidents-2026.05", "read-only");
      block(fixture, "null");

      awaitAgreement(fixture, 2);
      assertThat(fixture.deadLetters()).isEmpty();
    }
  }

  @Test
  void aDocumentThatBreaksTheMappingStopsNobodyAndIsAccountedFor() {
    try (IndexingFixture fixture = new IndexingFixture(servers, "broken-").start()) {
      String broken = document("broken").replace("\"status\":", "\"no-such-field\":1,\"status\":");
      fixture.send(Records.incident(fixture.topics().incidents(), "broken", 1, MAY, broken));
      fixture.settle(incident(fixture, "sound"), 2);

      Result result = awaitAgreement(fixture, 2);
      assertThat(result.refused()).isEqualTo(1);
      assertThat(fixture.deadLetters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.reason()).contains("no-such-field"));
    }
  }

  /** As {@code kill -9} before the commit leaves it: all is written, no offset says so. */
  @Test
  void whatWasWrittenButNotCommittedIsWrittenOnce() throws Exception {
    try (IndexingFixture fixture = new IndexingFixture(servers, "uncommitted-").start()) {
      send(fixture, 0, 50);
      awaitAgreement(fixture, 50);
      fixture.stop();
      forgetOffsets(fixture);
      fixture.start();

      await().atMost(PATIENCE).until(() -> fixture.indexer().check().stale() == 50);
      assertThat(fixture.indexer().check().written()).isZero();
      awaitAgreement(fixture, 50);
    }
  }

  @Test
  void twoIndexersShareTheWork() {
    try (IndexingFixture fixture = new IndexingFixture(servers, "shared-").start()) {
      send(fixture, 0, 200);
      try (Indexer second =
          new Indexer(
              servers.kafka(),
              fixture.topics(),
              new IndexSetup(servers.connection(), fixture.names()))) {
        second.start();
        send(fixture, 200, 400);
        awaitAgreement(fixture, 400);
        assertThat(second.check().trouble()).isEmpty();
      }
      send(fixture, 400, 500);

      awaitAgreement(fixture, 500);
      assertThat(fixture.indexer().check().trouble()).isEmpty();
      assertThat(fixture.deadLetters()).isEmpty();
    }
  }

  @Test
  void wrongCredentialsAndMissingRightsAreNamedAndWaitedFor() {
    try (ElasticsearchConnection late = servers.connectionAs("late");
        IndexingFixture fixture = new IndexingFixture(servers, "late-", late).start()) {
      send(fixture, 0, 10);
      awaitTrouble(fixture, "HTTP 401", "user late");
      servers.configure(
          "users",
          users -> users + users.lines().findFirst().orElseThrow().replace("admin", "late"));
      awaitTrouble(fixture, "HTTP 403", "manage_index_templates");
      assertThat(fixture.indexer().check().ready(PATIENCE)).isFalse();
      servers.configure(
          "users_roles", roles -> roles.replace("superuser:admin", "superuser:admin,late"));

      awaitAgreement(fixture, 10);
    }
  }

  @Test
  void anExpiredAuthorityIsNamedAndOneThatIsRenewedNeedsNoRestart(@TempDir Path folder)
      throws IOException {
    Path pem = folder.resolve("ca.pem");
    Files.writeString(pem, servers.authority().expiredCertificate());
    try (ElasticsearchConnection connection =
            ElasticsearchConnection.open(
                servers.settingsOf("admin").withCertificateAuthority(pem));
        IndexingFixture fixture = new IndexingFixture(servers, "expired-", connection).start()) {
      send(fixture, 0, 10);
      awaitTrouble(fixture, "CN=logtriage-local-authority expired on", pem.toString());
      Files.writeString(pem, servers.authority().certificate());

      awaitAgreement(fixture, 10);
    }
  }

  private static void awaitTrouble(IndexingFixture fixture, String... words) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(fixture.indexer().check().state()).isEqualTo(State.WAITING);
              assertThat(fixture.indexer().check().trouble()).contains(words);
            });
  }

  /** Waits until all is settled; then nothing may differ. */
  private static Result awaitAgreement(IndexingFixture fixture, long incidents) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(fixture.verify().differences()).isEmpty());
    Result result = fixture.verify();
    assertThat(result.incidents()).isEqualTo(incidents);
    return result;
  }

  private static void send(IndexingFixture fixture, int from, int to) {
    for (int i = from; i < to; i++) {
      fixture.send(incident(fixture, "i-" + i));
    }
    fixture.flush();
  }

  private static ProducerRecord<byte[], byte[]> incident(IndexingFixture fixture, String id) {
    return Records.incident(fixture.topics().incidents(), id, 1, MAY, document(id));
  }

  private static String document(String id) {
    return Documents.incident(id, "disk-full", "web", "no space");
  }

  private static void block(IndexingFixture fixture, String value) {
    Answer answer =
        fixture.send(
            "PUT",
            "/flood-logtriage-incidents-2026.05/_settings",
            "{\"index.blocks.read_only_allow_delete\":" + value + "}");
    assertThat(answer.ok()).as(answer.reason()).isTrue();
  }

  private void forgetOffsets(IndexingFixture fixture)
      throws InterruptedException, ExecutionException {
    String group = fixture.topics().applicationId() + "-index";
    try (Admin admin = Admin.create(servers.kafka())) {
      admin.deleteConsumerGroups(List.of(group)).all().get();
    }
  }
}
