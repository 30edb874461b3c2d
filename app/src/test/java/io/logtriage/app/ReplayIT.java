package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.embedded.EmbeddedStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Historical logs through the real topology on a real broker. */
@ExtendWith(SharedStack.class)
class ReplayIT {
  @TempDir private Path folder;
  private Path logs;
  private long lines;

  @BeforeEach
  void writeLogs() throws Exception {
    logs = Files.createDirectories(folder.resolve("old logs"));
    TrafficLogs traffic = new TrafficLogs(logs, 11);
    traffic.write(30_000);
    Path worse = Files.createDirectories(logs.resolve("cafe"));
    Files.write(
        worse.resolve("gunicorn.log"),
        List.of(
            "[2026-03-01 08:10:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:31)",
            "[2026-03-01 08:10:01 +0000] [1] [ERROR] Worker (pid:31) was sent SIGKILL! Perhaps out of"
                + " memory?",
            "[2026-03-01 09:10:00 +0000] [1] [ERROR] Connection in use: ('127.0.0.1', 8000)",
            "[2026-03-01 09:20:00 +0000] [1] [ERROR] the espresso machine number 4 is descaling"));
    Files.write(
        worse.resolve("nginx.log"),
        List.of(
            "2026/03/01 08:10:01 [error] 7#7: *1 upstream prematurely closed connection while reading"
                + " response header from upstream, client: 192.0.2.7, server: cafe, request: \"GET"
                + " / HTTP/1.1\", upstream: \"http://127.0.0.1:8000/\", host: \"cafe\"",
            "2026/03/01 10:10:01 [crit] 7#7: *2 open() \"/srv/cafe/static/a.css\" failed (13:"
                + " Permission denied), client: 192.0.2.7, server: cafe, request: \"GET"
                + " /static/a.css HTTP/1.1\", host: \"cafe\""));
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new XZOutputStream(
                Files.newOutputStream(logs.resolve("bakery.tar.xz")), new LZMA2Options(0)))) {
      member(tar, "web-1/app.log.1", "2026-03-01 11:00:00,000 ERROR in db: database is locked\n");
      member(tar, "web-1/app.log", "2026-03-01 11:00:20,000 ERROR in db: database is locked\n");
    }
    lines = traffic.lines() + 8;
  }

  private static void member(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  @Test
  void givesTheVeryDocumentsOfAScanAndLeavesNothingBehindWhenDropped(EmbeddedStack stack)
      throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    Set<String> before = topics(kafka);

    CommandRun narrow =
        replay(stack, "--name", "it-narrow", "--threads", 1, "--partitions", 1, logs);
    CommandRun wide = replay(stack, "--name", "it-wide", "--threads", 2, "--partitions", 3, logs);

    List<String> scanned = scan().out().lines().toList();
    assertThat(narrow.out().lines()).as(narrow.err()).isEqualTo(scanned).hasSizeGreaterThan(4);
    assertThat(wide.out().lines()).as(wide.err()).isEqualTo(scanned);
    assertThat(narrow.err()).contains(lines + " lines").contains("+ 0 repeated");

    CommandRun same = CommandRun.of("diff", "it-narrow", "it-wide", "--kafka", kafka);
    assertThat(same.code()).as(same.out() + same.err()).isZero();
    assertThat(replay(stack, "--name", "it-wide", logs).err()).contains("already");

    List<String> report = reportLines(logs, "--path-pattern", "{deployment}/**");
    assertThat(report).contains("## Not understood");
    assertThat(scanned).anySatisfy(line -> assertThat(line).contains("/bakery/web-1/app.log"));
    assertThat(reportLines("--name", "it-narrow", "--kafka", kafka)).isEqualTo(report);
    assertThat(reportLines("--name", "it-wide", "--kafka", kafka)).isEqualTo(report);

    for (String name : List.of("it-narrow", "it-wide")) {
      assertThat(CommandRun.of("replay", "--drop", name, "--kafka", kafka).code()).isZero();
    }
    await().untilAsserted(() -> assertThat(topics(kafka)).isEqualTo(before));
  }

  @Test
  void aDryRunLeavesNothingBehind(EmbeddedStack stack) throws Exception {
    Set<String> before = topics(stack.kafka().bootstrapServers());

    CommandRun dry = replay(stack, "--dry-run", logs);

    assertThat(dry.out().lines()).as(dry.err()).isEqualTo(scan().out().lines().toList());
    await()
        .untilAsserted(
            () -> assertThat(topics(stack.kafka().bootstrapServers())).isEqualTo(before));
  }

  @Test
  void whatTheTopicRetainsGivesWhatAScanOfTheFilesGives(EmbeddedStack stack) throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    Files.delete(logs.resolve("bakery.tar.xz")); // ship follows no archives
    List<Object> live = List.of("--kafka", kafka, "--prefix", "it-live-");
    CommandRun setup = with(live, "setup", "--elastic", stack.elasticsearch().url());
    assertThat(setup.code()).as(setup.err()).isZero();
    CommandRun ship =
        with(
            live,
            "ship",
            "--once",
            "--zone",
            "UTC",
            "--path-pattern",
            "{deployment}/**",
            "--checkpoint",
            folder.resolve("ship"),
            logs);
    assertThat(ship.code()).as(ship.err()).isZero();

    CommandRun replay = with(live, "replay", "--name", "it-topic", "--topic", "--json");

    assertThat(Outcome.of(replay.json())).as(replay.err()).isEqualTo(Outcome.of(scan().json()));
    CommandRun diff = with(live, "diff", "live", "it-topic");
    assertThat(diff.code()).isEqualTo(1);
    assertThat(diff.out()).contains("added, 0 gone, 0 changed from live to it-topic");
    with(live, "replay", "--drop", "it-topic");
  }

  @Test
  void linesOfThePastAndTheFutureGoThroughTopicsThatKeepAnHour(EmbeddedStack stack)
      throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    Path times = Files.createDirectories(folder.resolve("times"));
    Files.write(
        Files.createDirectories(times.resolve("old")).resolve("app.log"),
        List.of(
            "2024-05-03 09:00:00,000 ERROR in db: database is locked",
            "2024-05-03 09:00:20,000 ERROR in db: database is locked",
            "2024-05-03 11:00:00,000 INFO in db: fine"));
    Files.write(
        Files.createDirectories(times.resolve("dreamt")).resolve("app.log"),
        List.of("2099-01-01 00:00:00,000 ERROR in db: database is locked"));
    List<Object> live = List.of("--kafka", kafka, "--prefix", "it-hour-");
    with(live, "setup", "--retention", "1h", "--elastic", stack.elasticsearch().url());
    with(
        live,
        "ship",
        "--once",
        "--zone",
        "UTC",
        "--path-pattern",
        "{deployment}/**",
        "--checkpoint",
        folder.resolve("ship"),
        times);

    CommandRun ofTopic = with(live, "replay", "--name", "it-times", "--topic", "--json");
    CommandRun ofFiles = replay(stack, "--dry-run", times);

    List<Outcome> scanned =
        Outcome.of(
            CommandRun.of(
                    "scan", "--json", "--zone", "UTC", "--path-pattern", "{deployment}/**", times)
                .json());
    assertThat(Outcome.of(ofTopic.json())).as(ofTopic.err()).isEqualTo(scanned).hasSize(2);
    assertThat(Outcome.of(ofFiles.json())).as(ofFiles.err()).isEqualTo(scanned);
    assertThat(topicSetting(kafka, "it-hour-logs", "retention.ms")).isEqualTo("3600000");
    assertThat(topicSetting(kafka, "it-hour-logs", "message.timestamp.type"))
        .isEqualTo("LogAppendTime");
    with(live, "replay", "--drop", "it-times");
  }

  private static String topicSetting(String kafka, String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
    }
  }

  @Test
  void aReplayThatSomebodyWorksAtIsLeftAlone(EmbeddedStack stack) {
    String kafka = stack.kafka().bootstrapServers();
    replay(stack, "--name", "it-held", logs);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka, "group.id", "replay-it-held-logtriage");
    try (KafkaConsumer<byte[], byte[]> worker =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      worker.subscribe(List.of("replay-it-held-incidents"));
      await()
          .until(
              () -> {
                worker.poll(Duration.ofMillis(100));
                return !worker.assignment().isEmpty();
              });

      CommandRun drop = CommandRun.of("replay", "--drop", "it-held", "--kafka", kafka);
      assertThat(drop.code()).isEqualTo(Cli.FAILED);
      assertThat(drop.err()).contains("'it-held' is running somewhere");
    }
    CommandRun drop = CommandRun.of("replay", "--drop", "it-held", "--kafka", kafka);
    assertThat(drop.code()).as(drop.err()).isZero();
  }

  private static CommandRun with(List<Object> options, Object... arguments) {
    List<Object> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(options);
    return CommandRun.of(all.toArray());
  }

  @Test
  void killedInTheMiddleItGoesOnWhereItWas(EmbeddedStack stack) throws Exception {
    new TrafficLogs(logs, 12).write(150_000);
    String kafka = stack.kafka().bootstrapServers();
    Object[] command = {
      "replay",
      "--name",
      "it-killed",
      "--zone",
      "UTC",
      "--path-pattern",
      "{deployment}/**",
      "--kafka",
      kafka,
      "--json",
      logs
    };
    try (ChildCommand first = ChildCommand.start(folder.resolve("first.out"), command)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> committed(kafka, "replay-it-killed-logtriage") > 0);
      first.kill();
    }

    CommandRun resumed = replay(stack, "--name", "it-killed", "--resume", logs);

    assertThat(resumed.out().lines()).as(resumed.err()).isEqualTo(scan().out().lines().toList());
    CommandRun.of("replay", "--drop", "it-killed", "--kafka", kafka);
  }

  @Test
  void otherRulesShowAsDifferencesAndOwnIndicesAsOwn(EmbeddedStack stack) throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    String elastic = stack.elasticsearch().url();
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(rules.resolve("served.yaml"), OwnSymptom.SERVED);
    replay(stack, "--name", "it-old", logs);

    CommandRun other =
        replay(
            stack, "--name", "it-new", "--symptoms", rules, "--elastic", elastic, logs, shopLog());
    CommandRun diff = CommandRun.of("diff", "it-old", "it-new", "--json", "--kafka", kafka);

    assertThat(diff.code()).isEqualTo(1);
    assertThat(diff.json())
        .as(other.err())
        .anySatisfy(
            change -> {
              assertThat(change.path("change").asText()).isEqualTo("added");
              assertThat(change.at("/after/incident/symptom").asText()).isEqualTo("served");
            });
    assertThat(count(elastic, "logtriage-replay-it-new-incidents"))
        .isEqualTo(other.out().lines().count());
    CommandRun.of("replay", "--drop", "it-new", "--kafka", kafka, "--elastic", elastic);
    CommandRun.of("replay", "--drop", "it-old", "--kafka", kafka);
    assertThat(get(elastic + "/_cat/indices?format=json").toString()).doesNotContain("it-new");
    assertThat(get(elastic + "/_index_template").toString()).doesNotContain("it-new");
  }

  private Path shopLog() throws Exception {
    Path file = Files.createDirectories(folder.resolve("more/shop")).resolve("own.log");
    Files.writeString(file, "2026-03-02 09:00:00,000 ERROR in shop: cannot serve table 7\n");
    return file;
  }

  private CommandRun replay(EmbeddedStack stack, Object... arguments) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "replay",
                "--json",
                "--zone",
                "UTC",
                "--path-pattern",
                "{deployment}/**",
                "--kafka",
                stack.kafka().bootstrapServers()));
    all.addAll(Arrays.asList(arguments));
    return CommandRun.of(all.toArray());
  }

  /** All but the title. */
  private static List<String> reportLines(Object... words) {
    List<Object> all = new java.util.ArrayList<>(List.of("report", "--zone", "UTC"));
    all.addAll(List.of(words));
    CommandRun report = CommandRun.of(all.toArray());
    assertThat(report.code()).as(report.err()).isZero();
    return report.out().lines().skip(1).toList();
  }

  private CommandRun scan() {
    return CommandRun.of(
        "scan", "--json", "--zone", "UTC", "--path-pattern", "{deployment}/**", logs);
  }

  private static Set<String> topics(String kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      return admin.listTopics().names().get();
    }
  }

  private static long committed(String kafka, String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(offset -> offset.offset())
          .sum();
    }
  }

  private static long count(String elastic, String alias) throws Exception {
    get(elastic + "/" + alias + "/_refresh");
    return get(elastic + "/" + alias + "/_count").path("count").asLong();
  }

  private static JsonNode get(String url) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new ObjectMapper().readTree(answer.body());
  }
}
