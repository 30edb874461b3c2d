package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Shared.class)
class OldIndicesTest {
  private static final Retention RETENTION =
      new Retention(Duration.ofDays(400), Duration.ofDays(30), Duration.ofDays(7));

  private final ElasticsearchConnection connection;

  OldIndicesTest(Servers servers) {
    connection = servers.connection();
  }

  @Test
  void whatIsOlderThanItsRetentionIsDroppedAsAWhole() throws IOException {
    IndexNames names = new IndexNames("aged-");
    WriteAliases aliases = new IndexSetup(connection, names).aliases();
    Instant now = Instant.now();
    aliases.ensure(names.taggedLogsAt(now.toEpochMilli()).orElseThrow());
    aliases.ensure("aged-logtriage-incidents-2020.01");
    OldIndices old = new OldIndices(connection, names, RETENTION);

    long inTwoMonths = now.plus(Duration.ofDays(60)).toEpochMilli();
    assertThat(old.drop(inTwoMonths))
        .singleElement()
        .asString()
        .startsWith("aged-logtriage-tagged-");
    assertThat(old.drop(inTwoMonths)).isEmpty();
  }

  @Test
  void historyThatIsReadTodayIsKeptFromToday() throws IOException {
    IndexNames names = new IndexNames("history-");
    new IndexSetup(connection, names).aliases().ensure("history-logtriage-incidents-2020.01");
    OldIndices old = new OldIndices(connection, names, RETENTION);
    Instant now = Instant.now();

    assertThat(old.drop(now.toEpochMilli())).isEmpty();
    assertThat(old.drop(now.plus(Duration.ofDays(401)).toEpochMilli()))
        .containsExactly("history-logtriage-incidents-2020.01-000001");
  }
}
