package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.embedded.EmbeddedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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

  /** A command that runs until it is interrupted. */
  private static final class Background implements AutoCloseable {
    private final CompletableFuture<CommandRun> run = new CompletableFuture<>();
    private final Thread thread;

    Background(Object... arguments) {
      thread = new Thread(() -> run.complete(CommandRun.of(arguments)), "command");
      thread.start();
    }

    @Override
    public String toString() {
      return run.isDone() ? "ended early: " + run.join() : "running";
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
      thread.interrupt();
      try {
        assertThat(run.get(30, TimeUnit.SECONDS).code()).isZero();
      } catch (java.util.concurrent.TimeoutException stuck) {
        throw new AssertionError("did not end within 30 s of the interrupt", stuck);
      }
    }
  }
}
