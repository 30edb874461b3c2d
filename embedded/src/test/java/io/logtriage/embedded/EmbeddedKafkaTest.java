package io.logtriage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  private static final TopicPartition LINES = new TopicPartition("lines", 0);

  @TempDir Path folder;

  @Test
  void carriesTransactionsOfAGroup() throws Exception {
    try (EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults()).start()) {
      createTopic(kafka);
      try (Producer<String, String> producer = producer(kafka, Map.of("transactional.id", "t"));
          Consumer<String, String> consumer = consumer(kafka)) {
        consumer.subscribe(List.of("lines"));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("lines", "given up")).get();
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("lines", "kept")).get();
        producer.sendOffsetsToTransaction(
            Map.of(LINES, new OffsetAndMetadata(2)), consumer.groupMetadata());
        producer.commitTransaction();

        assertThat(firstValues(consumer)).containsExactly("kept");
      }
    }
  }

  @Test
  void keepsTopicsAndClusterInAGivenFolder() throws Exception {
    Path data = folder.resolve("with a space");
    EmbeddedKafka.Options options = EmbeddedKafka.Options.defaults().withData(data);
    String cluster;
    try (EmbeddedKafka kafka = new EmbeddedKafka(options).start()) {
      createTopic(kafka);
      cluster = clusterId(kafka);
      try (Producer<String, String> producer = producer(kafka, Map.of())) {
        producer.send(new ProducerRecord<>("lines", "from before")).get();
      }
    }

    try (EmbeddedKafka kafka = new EmbeddedKafka(options).start();
        Consumer<String, String> consumer = consumer(kafka)) {
      consumer.assign(List.of(LINES));
      assertThat(clusterId(kafka)).isEqualTo(cluster);
      assertThat(firstValues(consumer)).containsExactly("from before");
    }
  }

  @Test
  void listensOnTheGivenPort() throws Exception {
    int port = LocalPort.free();
    try (EmbeddedKafka kafka =
        new EmbeddedKafka(EmbeddedKafka.Options.defaults().withPort(port)).start()) {
      assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      assertThat(clusterId(kafka)).isNotEmpty();
    }
  }

  @Test
  void namesAPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LocalPort.address())) {
      int port = taken.getLocalPort();
      EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults().withPort(port));

      assertThatThrownBy(kafka::start)
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("Kafka cannot listen on 127.0.0.1:" + port)
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void refusesADataFolderInUse() throws Exception {
    EmbeddedKafka.Options options = EmbeddedKafka.Options.defaults().withData(folder);
    try (EmbeddedKafka first = new EmbeddedKafka(options).start()) {
      assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");

      assertThatThrownBy(() -> new EmbeddedKafka(options).start())
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("in use by another Kafka");
    }
  }

  @Test
  void mayBeClosedTwiceAndBeforeItsStart() {
    EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults());

    kafka.close();
    kafka.close();
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin.createTopics(List.of(new NewTopic("lines", 1, (short) 1))).all().get();
    }
  }

  private static String clusterId(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static Producer<String, String> producer(EmbeddedKafka kafka, Map<String, String> more) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.putAll(more);
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  private static Consumer<String, String> consumer(EmbeddedKafka kafka) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.put("group.id", "readers");
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
  }

  private static List<String> firstValues(Consumer<String, String> consumer) {
    for (int polls = 0; polls < 100; polls++) {
      List<String> values =
          StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false)
              .map(record -> record.value())
              .toList();
      if (!values.isEmpty()) {
        return values;
      }
    }
    return List.of();
  }
}
