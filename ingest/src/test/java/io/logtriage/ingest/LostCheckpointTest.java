package io.logtriage.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.wire.LogsRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only the files and the topic are left. */
class LostCheckpointTest {
  private static final EmbeddedKafka KAFKA = new EmbeddedKafka(EmbeddedKafka.Options.defaults());

  @TempDir Path folder;

  @BeforeAll
  static void startKafka() throws Exception {
    KAFKA.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("logs", 2, (short) 1))).all().get();
    }
  }

  @AfterAll
  static void stopKafka() {
    KAFKA.close();
  }

  @Test
  void goesOnWhereTheLastRecordsEnd() throws Exception {
    Path log = folder.resolve("app.log");
    append(folder.resolve("app.log.1"), "zero\n");
    append(log, "one\ntwo password=hunter22\n");
    ship();
    append(log, "three\n");
    Files.move(folder.resolve("app.log.1"), folder.resolve("app.log.2"));
    Files.move(log, folder.resolve("app.log.1"));
    append(log, "four\n");
    for (String name : List.of("checkpoint.json", "checkpoint.previous.json")) {
      Files.writeString(folder.resolve("checkpoint").resolve(name), "cut o");
    }

    assertThat(ship()).as("lines sent by the second shipper").isEqualTo(2);

    String key = "web-1:" + log;
    LogsRecord last = LastRecords.of(options(), Set.of(key, "web-1:/none")).get(key);
    assertThat(last).isNotNull();
    assertThat(new String(last.value(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("four\n");
    assertThat(last.generation()).isGreaterThan(1_000);
  }

  /** Ships what is there; how many lines that was. */
  private long ship() throws InterruptedException {
    try (Shipper shipper = new Shipper(options()).start()) {
      await().until(() -> shipper.check().state() == ShipperStatus.State.DONE);
      return shipper.check().linesAcknowledged();
    }
  }

  private ShipperOptions options() {
    List<Path> paths = new ArrayList<>(List.of(folder.resolve("app.log")));
    return new ShipperOptions(
        List.of(new Input.Files(paths, FileNames.ALL, SourceNaming.ofHost("web-1"), false)),
        null,
        SourceNaming.ofHost("web-1"),
        KAFKA.bootstrapServers(),
        Map.of(),
        "logs",
        folder.resolve("checkpoint"),
        true,
        Duration.ofSeconds(30));
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
