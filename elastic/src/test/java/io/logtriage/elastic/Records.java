package io.logtriage.elastic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records as the topology writes them. */
final class Records {
  private Records() {}

  static ProducerRecord<byte[], byte[]> incident(
      String topic, String id, long version, long opened, @Nullable String document) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, bytes(id), document == null ? null : bytes(document));
    record.headers().add("version", bytes(version)).add("opened", bytes(opened));
    return record;
  }

  static ProducerRecord<byte[], byte[]> tagged(
      String topic, String deployment, String id, long time, String document) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, bytes(deployment), bytes(document));
    record.headers().add("id", bytes(id)).add("time", bytes(time));
    return record;
  }

  /** As a consumer sees it. */
  static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> sent) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(sent.topic(), 0, 17L, sent.key(), sent.value());
    sent.headers().forEach(record.headers()::add);
    return record;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
