package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordBundlerTest {
  private static final TopicPartition LOGS = new TopicPartition("logs", 1);
  private static final TopicPartition OTHER = new TopicPartition("by-deployment", 1);

  private final RecordBundler bundler = new RecordBundler();

  @BeforeEach
  void configure() {
    bundler.configure(Map.of(RecordBundler.TOPIC, "logs"));
  }

  @Test
  void keepsEveryRecordInItsOrder() {
    List<ConsumerRecord<byte[], byte[]>> records = records(LOGS, 1_234, 100);
    List<ConsumerRecord<byte[], byte[]>> bundles = bundled(LOGS, records);
    assertThat(bundles).hasSizeBetween(2, 10);
    List<ConsumerRecord<byte[], byte[]>> members = new ArrayList<>();
    bundles.forEach(bundle -> members.addAll(members(bundle)));
    assertThat(members).containsExactlyElementsOf(records);
  }

  @Test
  void givesABundleTheOffsetOfItsFirstRecordSoThatACommitBeforeItLosesNone() {
    for (ConsumerRecord<byte[], byte[]> bundle : bundled(LOGS, records(LOGS, 1_234, 100))) {
      assertThat(bundle.offset()).isEqualTo(members(bundle).get(0).offset());
    }
  }

  @Test
  void boundsTheBytesOfABundle() {
    for (ConsumerRecord<byte[], byte[]> bundle : bundled(LOGS, records(LOGS, 40, 100_000))) {
      assertThat(members(bundle)).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void leavesOtherTopicsAndThePositionsAsTheyAre() {
    List<ConsumerRecord<byte[], byte[]>> records = records(OTHER, 10, 10);
    assertThat(bundled(OTHER, records)).isEqualTo(records);
    Map<TopicPartition, OffsetAndMetadata> next = Map.of(LOGS, new OffsetAndMetadata(99));
    assertThat(
            bundler
                .onConsume(new ConsumerRecords<>(Map.of(LOGS, records(LOGS, 3, 10)), next))
                .nextOffsets())
        .isEqualTo(next);
  }

  @Test
  void takesNoHeaderThatSomebodySentForABundle() {
    RecordHeaders sent = new RecordHeaders();
    sent.add("bundle", new byte[] {1});
    assertThat(RecordBundle.in(sent)).isNull();
  }

  private List<ConsumerRecord<byte[], byte[]>> bundled(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    return bundler
        .onConsume(new ConsumerRecords<>(Map.of(partition, records), Map.of()))
        .records(partition);
  }

  private static List<ConsumerRecord<byte[], byte[]>> members(
      ConsumerRecord<byte[], byte[]> bundle) {
    RecordBundle in = RecordBundle.in(bundle.headers());
    assertThat(in).isNotNull();
    return in.records();
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(
      TopicPartition partition, int count, int bytes) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(
          new ConsumerRecord<>(
              partition.topic(),
              partition.partition(),
              1_000L + i,
              i,
              TimestampType.LOG_APPEND_TIME,
              0,
              bytes,
              null,
              new byte[bytes],
              new RecordHeaders(),
              Optional.empty()));
    }
    return records;
  }
}
