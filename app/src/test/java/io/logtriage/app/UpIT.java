package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.embedded.EmbeddedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedStack.class)
class UpIT {

  @Test
  void historyGivesTheSameIncidentsInElasticsearchAsScanPrints(
      EmbeddedStack stack, @TempDir Path folder) throws Exception {
    SampleLogs.write(folder, Instant.parse("2026-03-01T12:00:00Z"));
    Path logs = folder.resolve("logs");
    String elastic = stack.elasticsearch().url();
    List<Outcome> expected =
        Outcome.of(CommandRun.of("scan", "--json", "--zone", "UTC", logs).json());
    assertThat(expected).isNotEmpty();

    try (Background up =
        new Background(
            "up",
            logs,
            "--zone",
            "UTC",
            "--kafka",
            stack.kafka().bootstrapServers(),
            "--elastic",
            elastic,
            "--prefix",
            "up-")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          Outcome.of(
                              CommandRun.of(
                                      "search",
                                      "--json",
                                      "--limit",
                                      1000,
                                      "--elastic",
                                      elastic,
                                      "--prefix",
                                      "up-")
                                  .json()))
                      .as(up::toString)
                      .isEqualTo(expected));
    }
  }
}
