package io.logtriage.streams;

import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.patterns.wire.WireHeader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends what is to be replayed, then its end. Belongs to one thread. */
public final class ReplayInput implements AutoCloseable {
  private final String topic;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private long bytes;

  /**
   * @param kafka client settings, with {@code bootstrap.servers}
   * @param topics the replay's own
   * @param partitions that they have
   */
  public ReplayInput(Map<String, ?> kafka, Topics topics, int partitions) {
    this.topic = topics.logs();
    this.partitions = partitions;
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
    config.putAll(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends lines that were read from files; waits while too much is under way.
   *
   * @throws IllegalStateException when the broker refuses what was sent, as do the others
   */
  public void send(LogsRecord record) {
    Headers headers = new RecordHeaders();
    for (WireHeader header : record.headers()) {
      headers.add(header.name(), header.value());
    }
    send(new ProducerRecord<>(topic, null, record.key(), record.value(), headers));
  }

  /** Sends a record of a live topic once more, with the time at which it came in then. */
  void send(ConsumerRecord<byte[], byte[]> record, byte[] key) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    headers.add(
        ReplayEnd.INGEST, ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).array());
    send(new ProducerRecord<>(topic, null, key, record.value(), headers));
  }

  /** Says that nothing more comes, and waits until all is stored. */
  public void end() {
    for (int partition = 0; partition < partitions; partition++) {
      Headers headers = new RecordHeaders().add(ReplayEnd.HEADER, new byte[0]);
      send(new ProducerRecord<>(topic, partition, new byte[0], new byte[0], headers));
    }
    producer.flush();
    check();
  }

  /** Bytes of lines sent so far. */
  public long bytes() {
    return bytes;
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    check();
    bytes += record.value() == null ? 0 : record.value().length;
    // The answer goes to the callback, every failure too.
    Future<RecordMetadata> unused =
        producer.send(record, (metadata, failed) -> failure.compareAndSet(null, failed));
  }

  private void check() {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException(
          "topic '" + topic + "' did not take what was sent: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
