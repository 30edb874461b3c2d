package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.embedded.EmbeddedStack;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * {@code run} killed again and again while lines flow, held against {@code scan} of the same files.
 */
final class KilledRun {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final EmbeddedStack stack;
  private final Path folder;
  private final String prefix;
  private final Random random;
  private final int healthPort;

  KilledRun(EmbeddedStack stack, Path folder, String prefix, long seed) throws IOException {
    this.stack = stack;
    this.folder = folder;
    this.prefix = prefix;
    this.random = new Random(seed);
    try (ServerSocket free = new ServerSocket(0)) {
      this.healthPort = free.getLocalPort();
    }
  }

  /** Kills {@code kills} times during {@code lines} lines, then lets it finish and compares. */
  void check(int kills, int lines) throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    Path logs = Files.createDirectories(folder.resolve("logs"));
    TrafficLogs traffic = new TrafficLogs(logs, 7);
    traffic.write(1_000);
    assertThat(
            CommandRun.of(
                    "setup",
                    "--kafka",
                    kafka,
                    "--elastic",
                    stack.elasticsearch().url(),
                    "--prefix",
                    prefix,
                    "--partitions",
                    3)
                .code())
        .isZero();
    try (Background ship =
        new Background(
            "ship",
            logs,
            "--kafka",
            kafka,
            "--prefix",
            prefix,
            "--zone",
            "UTC",
            "--path-pattern",
            "{deployment}/**",
            "--checkpoint",
            folder.resolve("ship"))) {
      for (int kill = 0; kill < kills; kill++) {
        try (ChildCommand run = start(kafka)) {
          long before = committed(kafka);
          CompletableFuture<Void> writing = writing(traffic, lines / (kills + 1));
          await().atMost(PATIENCE).until(() -> committed(kafka) > before);
          LockSupport.parkNanos(random.nextInt(600) * 1_000_000L);
          run.kill();
          writing.join();
        }
      }
      try (ChildCommand run = start(kafka)) {
        traffic.write((int) Math.max(1, lines - traffic.lines()));
        JsonNode ledger = finished(traffic.lines(), run);
        assertThat(ledger.at("/totals/adds_up").asBoolean()).as(ledger.toString()).isTrue();
        List<Outcome> expected = expected(logs);
        assertThat(expected).hasSizeGreaterThan(4);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(live(kafka)).isEqualTo(expected));
      }
      assertThat(ship.toString()).isEqualTo("running");
    }
  }

  private ChildCommand start(String kafka) throws IOException {
    return ChildCommand.start(
        folder.resolve("run.out"),
        "run",
        "--kafka",
        kafka,
        "--prefix",
        prefix,
        "--threads",
        2,
        "--state",
        folder.resolve("state"),
        "--health-port",
        healthPort);
  }

  private static CompletableFuture<Void> writing(TrafficLogs traffic, int lines) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            int left = lines;
            while (left > 0) {
              traffic.write(Math.min(left, 1_000));
              left -= 1_000;
              LockSupport.parkNanos(50_000_000);
            }
          } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
          }
        });
  }

  /** How far the application has committed, over all partitions of {@code logs}. */
  private long committed(String kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      return admin
          .listConsumerGroupOffsets(prefix + "logtriage")
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(prefix + "logs"))
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    }
  }

  private JsonNode finished(long lines, ChildCommand run) {
    return await()
        .atMost(PATIENCE)
        .ignoreException(java.net.ConnectException.class)
        .until(
            this::ledger,
            ledger -> {
              assertThat(run.isAlive()).as(run::output).isTrue();
              return ledger.at("/totals/in").asLong() == lines
                  && ledger.at("/totals/pending").asLong() == 0;
            });
  }

  private JsonNode ledger() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort + "/ledger"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body());
  }

  private List<Outcome> expected(Path logs) {
    return Outcome.of(
        CommandRun.of("scan", "--json", "--zone", "UTC", "--path-pattern", "{deployment}/**", logs)
            .json());
  }

  private List<Outcome> live(String kafka) {
    return Outcome.of(
        CommandRun.of("watch", "--once", "--json", "--kafka", kafka, "--prefix", prefix).json());
  }
}
