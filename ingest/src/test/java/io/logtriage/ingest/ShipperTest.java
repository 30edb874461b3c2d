package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.wire.Decoded;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.Position;
import io.logtriage.patterns.wire.WireHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ShipperTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final EmbeddedKafka KAFKA = new EmbeddedKafka(EmbeddedKafka.Options.defaults());

  @TempDir Path temporary;
  private Path logs = Path.of("unset");
  private String topic = "unset";

  @BeforeAll
  static void startKafka() {
    KAFKA.start();
  }

  @AfterAll
  static void stopKafka() {
    KAFKA.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) throws Exception {
    logs = Files.createDirectory(temporary.resolve("logs"));
    topic = test.getTestMethod().orElseThrow().getName();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
    }
  }

  @Test
  void shipsWhatIsThereAndWhatComes() throws Exception {
    append("a.log", "one\ntwo password=hunter22\n");
    try (Shipper shipper = new Shipper(options()).start()) {
      assertThat(shipper.awaitCaughtUp(SOON)).isTrue();
      append("a.log", "three\n");
      append("b.log", "four\n");
      assertThat(shipper.awaitCaughtUp(SOON)).isTrue();
      ShipperStatus status = shipper.check();
      assertThat(status.state()).isEqualTo(ShipperStatus.State.FOLLOWING);
      assertThat(status.linesAcknowledged()).isEqualTo(4);
      assertThat(status.files()).isEqualTo(2);
      assertThat(status.lag()).isZero();
      assertThat(status.problems()).isEmpty();
    }
    assertThat(linesOf("a.log")).containsExactly("one", "two password=[redacted]", "three");
    assertThat(linesOf("b.log")).containsExactly("four");
  }

  @Test
  void goesOnWhereItWasClosed() throws Exception {
    append("a.log", "one\n");
    shipOnce();
    append("a.log", "two\n");
    shipOnce();
    assertThat(linesOf("a.log")).containsExactly("one", "two");
    assertThat(records()).hasSize(2);
  }

  @Test
  void onceEndsByItself() throws Exception {
    append("a.log", "one\nno newline");
    try (Shipper shipper = new Shipper(options().withOnce(true)).start()) {
      await().atMost(SOON).until(() -> shipper.check().state() == ShipperStatus.State.DONE);
      assertThat(shipper.check().caughtUp()).isTrue();
    }
    assertThat(linesOf("a.log")).containsExactly("one", "no newline");
  }

  @Test
  void followsThroughRotation() throws Exception {
    append("a.log", "0\n");
    try (Shipper shipper = new Shipper(options()).start()) {
      assertThat(shipper.awaitCaughtUp(SOON)).isTrue();
      for (int i = 1; i <= 3; i++) {
        append("a.log", "before " + i + "\n");
        Files.move(logs.resolve("a.log"), logs.resolve("a.log." + i));
        append("a.log", "after " + i + "\n");
        assertThat(shipper.awaitCaughtUp(SOON)).isTrue();
      }
    }
    assertThat(linesOf("a.log"))
        .containsExactly("0", "before 1", "after 1", "before 2", "after 2", "before 3", "after 3");
  }

  @Test
  void shipsStandardInput() throws Exception {
    InputStream in = new ByteArrayInputStream("one\ntwo".getBytes(UTF_8));
    ShipperOptions options =
        new ShipperOptions(
            List.of(new Input.Pipe(null, "stdin", SourceNaming.ofHost("web-1"))),
            null,
            SourceNaming.ofHost("web-1"),
            KAFKA.bootstrapServers(),
            Map.of(),
            topic,
            temporary.resolve("checkpoint"),
            true,
            SOON);
    try (Shipper shipper =
        new Shipper(options, in, Map.of(), () -> new KafkaSink(options), false).start()) {
      await().atMost(SOON).until(() -> shipper.check().state() == ShipperStatus.State.DONE);
    }
    assertThat(records())
        .singleElement()
        .satisfies(record -> assertThat(record.source().key()).isEqualTo("web-1:stdin"));
    assertThat(text(records())).containsExactly("one", "two");
  }

  @Test
  void brokerThatGoesAwayAndComesBackLosesNothing() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    EmbeddedKafka.Options server =
        EmbeddedKafka.Options.defaults().withPort(port).withData(temporary.resolve("kafka"));
    EmbeddedKafka kafka = new EmbeddedKafka(server).start();
    createTopicAt(kafka);
    ShipperOptions options =
        ShipperOptions.of(
            List.of(logs),
            SourceNaming.ofHost("web-1"),
            kafka.bootstrapServers(),
            topic,
            temporary.resolve("checkpoint"));
    append("a.log", "one\n");
    try (Shipper shipper = new Shipper(options).start()) {
      assertThat(shipper.awaitCaughtUp(SOON)).isTrue();
      kafka.close();
      append("a.log", "two\n");
      await().atMost(SOON).until(() -> shipper.check().linesRead() >= 2);
      assertThat(shipper.check().linesAcknowledged()).isEqualTo(1);
      kafka = new EmbeddedKafka(server).start();
      assertThat(shipper.awaitCaughtUp(SOON)).isTrue();
      assertThat(linesOf("a.log", kafka)).containsExactly("one", "two");
    } finally {
      kafka.close();
    }
  }

  @Test
  void absentBrokerIsOneClearLine() throws Exception {
    ShipperOptions options =
        new ShipperOptions(
            options().inputs(),
            null,
            SourceNaming.ofHost("web-1"),
            "127.0.0.1:1",
            Map.of(),
            topic,
            temporary.resolve("checkpoint"),
            false,
            Duration.ofSeconds(1));
    try (Shipper shipper = new Shipper(options)) {
      assertThatThrownBy(shipper::start)
          .isInstanceOf(ShipperException.class)
          .hasMessageStartingWith("no Kafka at 127.0.0.1:1 after 1 s: check that it runs");
    }
  }

  @Test
  void absentTopicIsOneClearLine() throws Exception {
    topic = "not-there";
    ShipperOptions base = options();
    ShipperOptions options =
        new ShipperOptions(
            base.inputs(),
            null,
            base.naming(),
            base.bootstrapServers(),
            Map.of(),
            topic,
            base.checkpoint(),
            false,
            Duration.ofSeconds(1));
    try (Shipper shipper = new Shipper(options)) {
      assertThatThrownBy(shipper::start)
          .isInstanceOf(ShipperException.class)
          .hasMessageContaining("has no topic 'not-there'")
          .hasMessageContaining("logtriage setup");
    }
  }

  @Test
  void missingFileIsReportedAndOthersAreShipped() throws Exception {
    append("a.log", "one\n");
    Path missing = temporary.resolve("missing.log");
    ShipperOptions options =
        ShipperOptions.of(
            List.of(missing, logs),
            SourceNaming.ofHost("web-1"),
            KAFKA.bootstrapServers(),
            topic,
            temporary.resolve("checkpoint"));
    try (Shipper shipper = new Shipper(options).start()) {
      assertThat(shipper.awaitCaughtUp(SOON)).isTrue();
      assertThat(shipper.check().problems())
          .extracting(Object::toString)
          .containsExactly(missing + ": no such file");
      Files.writeString(missing, "there now\n");
      assertThat(shipper.awaitCaughtUp(SOON)).isTrue();
      assertThat(shipper.check().problems()).isEmpty();
      assertThat(shipper.check().linesAcknowledged()).isEqualTo(2);
    }
  }

  private ShipperOptions options() {
    return ShipperOptions.of(
        List.of(logs),
        SourceNaming.ofHost("web-1"),
        KAFKA.bootstrapServers(),
        topic,
        temporary.resolve("checkpoint"));
  }

  private void shipOnce() throws InterruptedException {
    try (Shipper shipper = new Shipper(options()).start()) {
      assertThat(shipper.awaitCaughtUp(SOON)).isTrue();
    }
  }

  private void createTopicAt(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
    }
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(
        logs.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private List<String> linesOf(String name) {
    return linesOf(name, KAFKA);
  }

  /** Lines of one source that are no repeats. */
  private List<String> linesOf(String name, EmbeddedKafka kafka) {
    String key = "web-1:" + logs.resolve(name);
    return text(
        records(kafka).stream().filter(record -> record.source().key().equals(key)).toList());
  }

  private List<LogsRecord> records() {
    return records(KAFKA);
  }

  private static List<String> text(List<LogsRecord> records) {
    Map<String, Position> highest = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (LogsRecord record : records) {
      for (int i = record.firstAfter(highest.get(record.source().key())); i < record.lines(); i++) {
        lines.add(new String(record.value(), record.from(i), record.to(i) - record.from(i), UTF_8));
      }
      highest.put(record.source().key(), record.last());
    }
    return lines;
  }

  /** All records of the topic at this moment. */
  private List<LogsRecord> records(EmbeddedKafka kafka) {
    List<LogsRecord> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(decoded(record)));
      }
    }
    return records;
  }

  private static LogsRecord decoded(ConsumerRecord<byte[], byte[]> record) {
    List<WireHeader> headers = new ArrayList<>();
    record.headers().forEach(each -> headers.add(new WireHeader(each.key(), each.value())));
    return ((Decoded.Ours) LogsRecord.decode(record.key(), record.value(), headers)).record();
  }
}
