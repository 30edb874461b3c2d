package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.elastic.IndexVerification.Result;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Shared.class)
class IndexVerificationTest {
  private static final long NOVEMBER = Instant.parse("2026-11-02T00:00:00Z").toEpochMilli();
  private static final String INDEX = "logtriage-incidents-2026.11-000001";

  private final Servers servers;

  IndexVerificationTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void everyDifferenceIsNamed() throws IOException {
    try (IndexingFixture fixture = new IndexingFixture(servers, "verified-").start()) {
      for (String id : new String[] {"a", "b", "c", "d"}) {
        send(fixture, id, 1);
      }
      send(fixture, "d", 2);
      fixture.settle(Records.incident(fixture.topics().incidents(), "b", 2, NOVEMBER, null), 6);
      Result agreed = verify(fixture);
      fixture.stop();
      send(fixture, "late", 1);
      fixture.flush();
      spoil("DELETE", "a", "");
      spoil("PUT", "stranger", "?version=1&version_type=external");
      spoil("PUT", "c", "?version=1&version_type=external_gte");
      spoil("PUT", "d", "?version=9&version_type=external");

      Result differing = verify(fixture);

      assertThat(agreed.incidents()).isEqualTo(3);
      assertThat(agreed.differences()).isEmpty();
      assertThat(differing.incidents()).isEqualTo(4);
      assertThat(differing.differences())
          .extracting(IndexDifference::toString)
          .containsExactly(
              "verified-logtriage-incidents-2026.11/a: missing in Elasticsearch",
              "verified-" + INDEX + "/c: version 1, but other content",
              "verified-" + INDEX + "/d: version 9, expected 2",
              "verified-logtriage-incidents-2026.11/late: missing in Elasticsearch",
              "verified-" + INDEX + "/stranger: in Elasticsearch, but not on the topic");
    }
  }

  private Result verify(IndexingFixture fixture) {
    return new IndexVerification(
            servers.kafka(),
            fixture.topics(),
            servers.connection(),
            fixture.names(),
            Retention.defaults())
        .verify();
  }

  private static void send(IndexingFixture fixture, String id, long version) {
    String document = Documents.incident(id, "disk-full", "web", "version " + version);
    fixture.send(Records.incident(fixture.topics().incidents(), id, version, NOVEMBER, document));
  }

  private void spoil(String method, String id, String version) throws IOException {
    String document = Documents.incident(id, "disk-full", "web", "not what was sent");
    Answer answer =
        servers
            .connection()
            .send(
                method,
                "/verified-" + INDEX + "/_doc/" + id + version,
                method.equals("PUT") ? document : null);
    assertThat(answer.ok()).as(answer.reason()).isTrue();
  }
}
