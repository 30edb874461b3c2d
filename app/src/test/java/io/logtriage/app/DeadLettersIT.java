package io.logtriage.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logtriage.embedded.EmbeddedStack;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.DeadLetter.Origin;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.patterns.wire.WireHeader;
import io.logtriage.streams.TopicSetup;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was refused is shown, and goes back to where it came from, once. */
@ExtendWith(SharedStack.class)
class DeadLettersIT {
  private static final byte[] BINARY = {0, 1, 2, (byte) 0xff};

  private final String prefix = "d" + UUID.randomUUID().toString().substring(0, 8) + "-";
  private final Topics topics = new Topics(prefix);
  private KafkaProducer<byte[], byte[]> producer;
  private String kafka;

  @BeforeEach
  void topics(EmbeddedStack stack) {
    kafka = stack.kafka().bootstrapServers();
    Map<String, Object> client = Map.of("bootstrap.servers", kafka, "max.block.ms", 10_000);
    new TopicSetup(client, topics, TopicSetup.Plan.standard()).create(Duration.ofSeconds(30));
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void listSaysWhatWasRefusedWhyAndWhere() throws Exception {
    refuse("no \u001b[2J text", record(1, 42), "web-1:/a.log", "line\u001b]0;x".getBytes(UTF_8));
    refuse("too old", record(0, 7), "web-1:/b.log", BINARY);

    CommandRun list = run("list");
    List<JsonNode> json = run("list", "--json", "--reason", "TOO OLD").json();

    assertThat(list.code()).as(list.err()).isZero();
    assertThat(list.out())
        .contains(topics.logs() + "-1@42", "web-1:/a.log", "too old")
        .doesNotContain("\u001b");
    assertThat(json).hasSize(1);
    assertThat(json.get(0).at("/origin/offset").asLong()).isEqualTo(7);
    assertThat(json.get(0).at("/value").binaryValue()).isEqualTo(BINARY);
  }

  @Test
  void aRecordGoesBackAsItWasAndOnlyOnce() throws Exception {
    refuse(
        "not yet", record(1, 42), "web-1:/a.log", BINARY, new WireHeader("h", "x".getBytes(UTF_8)));

    assertThat(run("replay").out()).contains("sent again: 1");
    assertThat(run("replay").out()).contains("sent again: 0", "before: 1");

    List<ConsumerRecord<byte[], byte[]>> sent = read(topics.logs());
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).partition()).isEqualTo(1);
    assertThat(sent.get(0).key()).isEqualTo("web-1:/a.log".getBytes(UTF_8));
    assertThat(sent.get(0).value()).isEqualTo(BINARY);
    assertThat(sent.get(0).headers())
        .extracting(Header::key, header -> new String(header.value(), UTF_8))
        .containsExactly(org.assertj.core.groups.Tuple.tuple("h", "x"));
    assertThat(run("list", "--json").json())
        .singleElement()
        .matches(letter -> letter.path("replayed").asBoolean());

    assertThat(run("replay", "--again").out()).contains("sent again: 1");
    assertThat(read(topics.logs())).hasSize(2);
  }

  @Test
  void onlyWhatIsAskedForIsSentAndWhatWasCutIsNot() throws Exception {
    refuse("detection failed", record(0, 1), "a", BINARY);
    refuse("no text", record(0, 2), "b", BINARY);
    refuse("detection failed", record(0, 3), "c", new byte[DeadLetter.MAX_VALUE + 1]);

    CommandRun replay = run("replay", "--reason", "detection");

    assertThat(replay.out()).contains("sent again: 1", "cannot be sent: 1");
    assertThat(replay.err()).contains(topics.logs() + "-0@3", "cut");
    assertThat(read(topics.logs()))
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly("a");
  }

  @Test
  void aDocumentOfElasticsearchGoesBackToItsTopicUnlessANewerStateIsThere() throws Exception {
    Origin incidents = new Origin.Document("logtriage-incidents-2026.11", "i");
    refuse("mapper", incidents, "older", BINARY, number("version", 3), number("opened", 1));
    refuse("mapper", incidents, "newest", BINARY, number("version", 3), number("opened", 1));
    refuse(
        "mapper",
        new Origin.Document("logtriage-tagged-2026.11.22", "t"),
        "i",
        BINARY,
        new WireHeader("id", "t".getBytes(UTF_8)),
        number("time", 1));
    state("older", 4);
    state("newest", 3);

    CommandRun replay = run("replay");

    assertThat(replay.out()).contains("sent again: 2", "cannot be sent: 1");
    assertThat(replay.err()).contains("newer state");
    assertThat(read(topics.taggedLogs())).hasSize(1);
    assertThat(read(topics.incidents()))
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactlyInAnyOrder("older", "newest", "newest");
  }

  private CommandRun run(String... arguments) {
    List<Object> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--kafka", kafka, "--prefix", prefix));
    return CommandRun.of(all.toArray());
  }

  private Origin record(int partition, long offset) {
    return new Origin.TopicRecord(topics.logs(), partition, offset);
  }

  private static WireHeader number(String name, long value) {
    return new WireHeader(name, ByteBuffer.allocate(8).putLong(value).array());
  }

  private void refuse(String reason, Origin origin, String key, byte[] value, WireHeader... headers)
      throws Exception {
    DeadLetter letter =
        new DeadLetter(
            reason,
            origin,
            key.getBytes(UTF_8),
            value,
            List.of(headers),
            System.currentTimeMillis());
    producer
        .send(new ProducerRecord<>(topics.deadLetters(), letter.recordKey(), letter.encode()))
        .get();
  }

  private void state(String id, long version) throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topics.incidents(), id.getBytes(UTF_8), BINARY);
    record.headers().add("version", number("version", version).value());
    producer.send(record).get();
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }
}
