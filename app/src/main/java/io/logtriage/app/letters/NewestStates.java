package io.logtriage.app.letters;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Versions of incidents as they stand on their compacted topic: an older state sent again behind
 * them would be what compaction keeps.
 */
final class NewestStates {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;
  private final String topic;

  NewestStates(Map<String, Object> kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  /** By id, of these incidents only; {@code Long.MAX_VALUE} for one that was forgotten. */
  Map<String, Long> of(Set<String> ids) {
    Map<String, Long> newest = new HashMap<>();
    if (ids.isEmpty()) {
      return newest;
    }
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, PATIENCE).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> take(record, ids, newest));
      }
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
    return newest;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record, Set<String> ids, Map<String, Long> newest) {
    if (record.key() == null) {
      return;
    }
    String id = new String(record.key(), StandardCharsets.UTF_8);
    if (ids.contains(id)) {
      Header header = record.headers().lastHeader("version");
      long version =
          record.value() == null ? Long.MAX_VALUE : version(header == null ? null : header.value());
      newest.merge(id, version, Math::max);
    }
  }

  /** As in the header; -1 without one. */
  static long version(byte @Nullable [] header) {
    return header == null || header.length != Long.BYTES ? -1 : ByteBuffer.wrap(header).getLong();
  }
}
