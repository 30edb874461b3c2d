package io.logtriage.streams;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes {@link RecordBundle}s of what the consumer of the topology fetched from {@code logs}. Made
 * by Kafka, by its name.
 */
public final class RecordBundler implements ConsumerInterceptor<byte[], byte[]> {
  /** Setting: of which topic. */
  static final String TOPIC = "logtriage.bundle.topic";

  /** How many bundles of a partition may wait in Kafka Streams: a few megabytes of lines. */
  static final int WAITING = 20;

  /** A bundle is not interrupted, not even by a commit that is due. */
  private static final int MAX_RECORDS = 500;

  private static final int MAX_BYTES = 256 * 1024;

  private String topic = "";

  @Override
  public void configure(Map<String, ?> settings) {
    topic = requireNonNull(settings.get(TOPIC), () -> TOPIC + " is not set").toString();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> fetched) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> bundled = new HashMap<>();
    for (TopicPartition partition : fetched.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = fetched.records(partition);
      bundled.put(partition, partition.topic().equals(topic) ? bundles(records) : records);
    }
    return new ConsumerRecords<>(bundled, fetched.nextOffsets());
  }

  private static List<ConsumerRecord<byte[], byte[]>> bundles(
      List<ConsumerRecord<byte[], byte[]>> records) {
    List<ConsumerRecord<byte[], byte[]>> bundles = new ArrayList<>();
    int from = 0;
    int bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      bytes += Math.max(0, records.get(i).serializedValueSize());
      if (i - from == MAX_RECORDS - 1 || bytes >= MAX_BYTES || i == records.size() - 1) {
        bundles.add(RecordBundle.of(records.subList(from, i + 1)));
        from = i + 1;
        bytes = 0;
      }
    }
    return bundles;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // a bundle is none of a commit's business
  }

  @Override
  public void close() {
    // holds nothing
  }
}
