package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.embedded.EmbeddedStack;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class GroupLagIT {
  private static final Set<String> TOPICS = Set.of("lag-a", "lag-b");

  private Admin admin;
  private KafkaProducer<String, String> producer;
  private GroupLag lag;

  @BeforeEach
  void threeRecords(EmbeddedStack stack) throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    admin = Admin.create(Map.of("bootstrap.servers", kafka));
    admin
        .createTopics(TOPICS.stream().map(topic -> new NewTopic(topic, 2, (short) 1)).toList())
        .all()
        .get();
    lag = new GroupLag(admin);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "transactional.id", "lag"),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    for (int i = 0; i < 3; i++) {
      producer.send(new ProducerRecord<>("lag-a", 1, "key", "value")).get();
    }
    producer.commitTransaction();
  }

  @AfterEach
  void close() throws Exception {
    producer.close();
    admin.deleteTopics(TOPICS).all().get();
    admin.close();
  }

  /** As the indexer's, which waits for Elasticsearch before its first commit. */
  @Test
  void groupThatHasNotBegunHasAllToTake() throws Exception {
    assertThat(lag.of("never-began", TOPICS)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void groupThatCommittedTheEndHasNothingToTake() throws Exception {
    commitTheEnd();

    assertThat(lag.of("began", TOPICS)).isZero();
  }

  @Test
  void recordsOfATransactionUnderWayAreYetToTake() throws Exception {
    commitTheEnd();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("lag-b", 0, "key", "value")).get();

    assertThat(lag.of("began", TOPICS)).isEqualTo(1);

    producer.abortTransaction();
  }

  /** Three records and the end of their transaction. */
  private void commitTheEnd() throws Exception {
    admin
        .alterConsumerGroupOffsets(
            "began", Map.of(new TopicPartition("lag-a", 1), new OffsetAndMetadata(4)))
        .all()
        .get();
  }
}
