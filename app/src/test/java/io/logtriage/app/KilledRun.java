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

  KilledRun(EmbeddedStack stack, Path folder, String prefix, long seed) {
    this.stack = stack;
    this.folder = folder;
    this.prefix = prefix;
    this.random = new Random(seed);
  }

  /**
   * Kills {@code kills} times during {@code lines} lines, then lets it finish and compares. After
   * the first kill an hour of log time goes by before it comes back.
   */
  void check(int kills, int lines) throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    TrafficLogs traffic = prepared(kafka);
    try (Background ship = ship(kafka)) {
      for (int kill = 0; kill < kills; kill++) {
        try (Instance run = start(kafka, "only", kill)) {
          long before = committed(kafka);
          CompletableFuture<Void> writing = writing(traffic, lines / (kills + 1));
          await().atMost(PATIENCE).until(() -> committed(kafka) > before);
          LockSupport.parkNanos(random.nextInt(600) * 1_000_000L);
          run.command().kill();
          writing.join();
        }
        if (kill == 0) {
          traffic.hour();
        }
      }
      try (Instance run = start(kafka, "only", kills)) {
        traffic.write((int) Math.max(1, lines - traffic.lines()));
        compare(kafka, traffic, List.of(run));
      }
      assertThat(ship.toString()).isEqualTo("running");
    }
  }

  /** Three instances share the work; one is killed and another one comes, under load. */
  void checkShared(int lines) throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    TrafficLogs traffic = prepared(kafka);
    try (Background ship = ship(kafka);
        Instance first = start(kafka, "first", 0);
        Instance second = start(kafka, "second", 1);
        Instance third = start(kafka, "third", 1)) {
      CompletableFuture<Void> writing = writing(traffic, lines / 2);
      await().atMost(PATIENCE).until(() -> committed(kafka) > 0);
      LockSupport.parkNanos(random.nextInt(600) * 1_000_000L);
      second.command().kill();
      try (Instance fourth = start(kafka, "fourth", 0)) {
        writing.join();
        traffic.write((int) Math.max(1, lines - traffic.lines()));
        compare(kafka, traffic, List.of(first, third, fourth));
      }
      assertThat(ship.toString()).isEqualTo("running");
    }
  }

  private TrafficLogs prepared(String kafka) throws IOException {
    TrafficLogs traffic = new TrafficLogs(Files.createDirectories(logs()), 7);
    traffic.write(1_000);
    CommandRun setup =
        CommandRun.of(
            "setup",
            "--kafka",
            kafka,
            "--elastic",
            stack.elasticsearch().url(),
            "--prefix",
            prefix,
            "--partitions",
            3);
    assertThat(setup.code()).isZero();
    return traffic;
  }

  private Path logs() {
    return folder.resolve("logs");
  }

  private Background ship(String kafka) {
    return new Background(
        "ship",
        logs(),
        "--kafka",
        kafka,
        "--prefix",
        prefix,
        "--zone",
        "UTC",
        "--path-pattern",
        "{deployment}/**",
        "--checkpoint",
        folder.resolve("ship"));
  }

  private void compare(String kafka, TrafficLogs traffic, List<Instance> instances) {
    finished(traffic.lines(), instances);
    List<Outcome> expected = expected(logs());
    assertThat(expected).hasSizeGreaterThan(4);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(live(kafka)).isEqualTo(expected));
  }

  /** One {@code run} and where it answers. */
  private record Instance(ChildCommand command, int healthPort) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      command.close();
    }
  }

  /** Every second one takes a record at a time, the others as many as there are. */
  private Instance start(String kafka, String name, int number) throws IOException {
    Path settings = folder.resolve("kafka-" + number % 2 + ".properties");
    Files.writeString(
        settings, "main.consumer.max.poll.records=" + (number % 2 == 0 ? 5_000 : 1) + "\n");
    int port = freePort();
    ChildCommand command =
        ChildCommand.start(
            folder.resolve(name + ".out"),
            "run",
            "--kafka",
            kafka,
            "--kafka-config",
            settings,
            "--prefix",
            prefix,
            "--threads",
            2,
            "--commit-interval",
            "20ms",
            "--state",
            folder.resolve("state-" + name),
            "--health-port",
            port);
    return new Instance(command, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
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

  private void finished(long lines, List<Instance> instances) {
    await()
        .atMost(PATIENCE)
        .ignoreException(java.net.ConnectException.class)
        .untilAsserted(
            () -> {
              long in = 0;
              for (Instance instance : instances) {
                assertThat(instance.command().isAlive()).as(instance.command()::output).isTrue();
                JsonNode totals = ledger(instance.healthPort()).path("totals");
                assertThat(totals.path("adds_up").asBoolean()).as(totals.toString()).isTrue();
                assertThat(totals.path("pending").asLong()).isZero();
                in += totals.path("in").asLong();
              }
              assertThat(in).isEqualTo(lines);
            });
  }

  private static JsonNode ledger(int port) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ledger")).build(),
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
