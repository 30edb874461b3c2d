package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.patterns.Source;
import io.logtriage.streams.incident.ParsedLogDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Shared.class)
class ParsedLogsTest {
  private static final long MAY = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();

  private final Servers servers;

  ParsedLogsTest(Servers servers) {
    this.servers = servers;
  }

  @Test
  void everyEventIsFoundByItsFieldsWhenThatWasAskedFor() {
    IndexNames names = new IndexNames("parsed-");
    try (IndexingFixture fixture = new IndexingFixture(servers, "parsed-");
        Indexer indexer =
            new Indexer(
                servers.kafka(),
                fixture.topics(),
                new IndexSetup(servers.connection(), names).withParsedLogs(true))) {
      fixture.send(
          Records.tagged(fixture.topics().parsedLogs(), "web-1:/a.log", "e-1", MAY, document()));
      fixture.flush();
      indexer.start();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(fixture.count("parsed-parsed-logs")).isEqualTo(1));
      assertThat(
              fixture
                  .get(
                      "/parsed-parsed-logs/_search?q=http.response.status_code:200 AND labels.route:cart")
                  .at("/hits/hits/0/_index")
                  .asText())
          .isEqualTo("parsed-logtriage-parsed-2026.05.01-000001");
      assertThat(fixture.deadLetters()).isEmpty();
    }
  }

  private static String document() {
    Map<String, String> fields =
        Map.of("http.response.status_code", "200", "url.path", "/cart", "route", "cart");
    Source source = new Source("web-1", "/a.log", "shop", "shop-api", null, null);
    return new String(
        ParsedLogDocument.toBytes("e-1", source, "nginx.access", MAY, "GET /cart", fields, 0),
        StandardCharsets.UTF_8);
  }
}
