package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.embedded.EmbeddedStack;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.TopicSetup;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Once per opening and once per end, whatever happens to the receiver and to us. */
@ExtendWith(SharedStack.class)
class NotifyIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final String prefix = "n" + UUID.randomUUID().toString().substring(0, 8) + "-";
  private StubReceiver receiver;
  private KafkaProducer<byte[], byte[]> producer;
  private String kafka;
  private ObjectNode document;
  private long version;

  @BeforeEach
  void topic(EmbeddedStack stack) throws Exception {
    receiver = new StubReceiver();
    kafka = stack.kafka().bootstrapServers();
    new TopicSetup(
            Map.of("bootstrap.servers", kafka), new Topics(prefix), TopicSetup.Plan.standard())
        .create(Duration.ofSeconds(30));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "max.block.ms", 10_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    Path log = folder.resolve("error.log");
    Files.writeString(log, "[2026-03-01 08:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)\n");
    document = (ObjectNode) JSON.readTree(CommandRun.of("scan", "--json", log).out());
  }

  @AfterEach
  void close() {
    producer.close();
    receiver.close();
  }

  @Test
  void everyOpeningAndEndIsToldOnceOverRestartsAndFailures() throws Exception {
    put("a", "open");
    receiver.answers(500, 429, 503);
    CommandRun first = tell();
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(receiver.told()).containsExactly("opened a");
    assertThat(first.err()).contains("HTTP 500", "retrying");

    put("a", "open");
    put("b", "open");
    tell();
    put("a", "resolved");
    tell();
    tell();

    assertThat(receiver.told()).containsExactly("opened a", "opened b", "resolved a");
    assertThat(receiver.taken().get(0).at("/text").asText())
        .contains("worker-timeout", "WORKER TIMEOUT (pid:9)");
  }

  /** The one edge at which a message comes twice; its key says so. */
  @Test
  void killedBetweenSendingAndRememberingRepeatsThatMessageOnly() throws Exception {
    put("a", "open");
    try (ChildCommand child =
        ChildCommand.start(folder.resolve("out"), arguments("--webhook", receiver.url()))) {
      receiver.beforeAnswer(() -> child.process().destroyForcibly());
      await().atMost(Duration.ofSeconds(40)).until(() -> !receiver.requests().isEmpty());
      child.process().waitFor();
    }
    receiver.beforeAnswer(() -> {});
    await().until(() -> receiver.taken().size() == 1);

    tell();
    tell();

    assertThat(receiver.told()).containsExactly("opened a", "opened a");
    assertThat(receiver.taken().get(1).at("/incidents/0/key"))
        .isEqualTo(receiver.taken().get(0).at("/incidents/0/key"));
  }

  @Test
  void alertmanagerIsRemindedOfWhatIsOpenAndToldTheEnd() throws Exception {
    put("a", "open");
    try (Background notify =
        new Background(arguments("--alertmanager", receiver.url(), "--remind", "1s"))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> receiver.taken().size() >= 3 || notify.toString().startsWith("ended"));
      put("a", "resolved");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> last().at("/0/endsAt").asText().equals("2026-03-01T08:05:00Z"));
    }

    JsonNode alert = receiver.taken().get(0).get(0);
    assertThat(receiver.requests()).allMatch(request -> request.startsWith("/api/v2/alerts "));
    assertThat(alert.at("/labels/alertname").asText()).isEqualTo("worker-timeout");
    assertThat(alert.at("/startsAt").asText()).isEqualTo("2026-03-01T08:00:00Z");
    assertThat(last().at("/0/labels")).isEqualTo(alert.get("labels"));
  }

  @Test
  void whatWillNeverBeTakenIsToldWithoutSecretsAndNotSentAgain() throws Exception {
    put("a", "open");
    receiver.answers(403);
    Path address = folder.resolve("address");
    Files.writeString(address, receiver.url() + "/T0/s3cret-path\n");
    Path token = folder.resolve("token");
    Files.writeString(token, "s3cret-token\n");
    Object[] arguments =
        arguments("--webhook-file", address, "--webhook-token-file", token, "--once");

    CommandRun refused = CommandRun.of(arguments);
    CommandRun.of(arguments);

    assertThat(receiver.requests()).containsExactly("/T0/s3cret-path Bearer s3cret-token");
    assertThat(refused.err()).contains("refused 1 event", "HTTP 403").doesNotContain("s3cret");
  }

  @Test
  void dryRunPrintsTheRequestsAndChangesNothing() throws Exception {
    put("a", "open");
    CommandRun dry =
        CommandRun.of(
            arguments(
                "--webhook",
                receiver.url(),
                "--dry-run",
                "--once",
                "--kibana",
                "http://kibana:5601"));

    assertThat(dry.json())
        .singleElement()
        .satisfies(
            body ->
                assertThat(body.at("/incidents/0/link").asText())
                    .startsWith("http://kibana:5601/app/dashboards#/view/" + prefix + "logtriage-")
                    .contains("incident.id:a%27", ",to:%27now%27"));
    assertThat(receiver.requests()).isEmpty();
    tell();
    assertThat(receiver.told()).containsExactly("opened a");
  }

  @Test
  void nobodyToTellIsWrongUsage() {
    assertThat(CommandRun.of(arguments()).code()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(CommandRun.of(arguments("--webhook", "no-address")).err())
        .doesNotContain("no-address");
  }

  private JsonNode last() {
    return receiver.taken().get(receiver.taken().size() - 1);
  }

  private CommandRun tell() {
    return CommandRun.of(arguments("--webhook", receiver.url(), "--once"));
  }

  private Object[] arguments(Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("notify", "--kafka", kafka, "--prefix", prefix, "--gather", "0s"));
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }

  /** The incident's next state on the topic. */
  private void put(String id, String status) throws Exception {
    version++;
    ObjectNode incident = (ObjectNode) document.get("incident");
    incident.put("id", id).put("revision", version).put("status", status);
    incident.put("resolved_at", status.equals("open") ? null : "2026-03-01T08:05:00Z");
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            prefix + "incidents",
            id.getBytes(StandardCharsets.UTF_8),
            JSON.writeValueAsBytes(document));
    record.headers().add("version", ByteBuffer.allocate(8).putLong(version).array());
    producer.send(record).get();
  }
}
