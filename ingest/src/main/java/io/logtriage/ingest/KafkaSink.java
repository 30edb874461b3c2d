package io.logtriage.ingest;

import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.WireHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Records into Kafka: idempotent, never given up, bounded in memory. */
final class KafkaSink implements RecordSink {
  private static final long MAX_UNDER_WAY = 16L << 20;

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final Object monitor = new Object();
  private long underWay;

  KafkaSink(ShipperOptions options) {
    this.topic = options.topic();
    this.producer =
        new KafkaProducer<>(
            properties(options), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> properties(ShipperOptions options) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "logtriage-ship");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
    properties.putAll(options.kafka());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    return properties;
  }

  @Override
  public boolean awaitRoom(Duration atMost) throws InterruptedException {
    synchronized (monitor) {
      long deadline = System.nanoTime() + atMost.toNanos();
      long rest = atMost.toMillis();
      while (underWay >= MAX_UNDER_WAY && rest > 0) {
        monitor.wait(rest);
        rest = (deadline - System.nanoTime()) / 1_000_000;
      }
      return underWay < MAX_UNDER_WAY;
    }
  }

  @Override
  public void send(LogsRecord record, Consumer<@Nullable Exception> done) {
    int bytes = record.value().length;
    synchronized (monitor) {
      underWay += bytes;
    }
    // The answer goes to the callback, every failure too.
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic, null, record.key(), record.value(), headers(record)),
            (metadata, failure) -> {
              synchronized (monitor) {
                underWay -= bytes;
                monitor.notifyAll();
              }
              done.accept(failure);
            });
  }

  private static List<Header> headers(LogsRecord record) {
    List<Header> headers = new ArrayList<>();
    for (WireHeader header : record.headers()) {
      headers.add(new RecordHeader(header.name(), header.value()));
    }
    return headers;
  }

  @Override
  public void close(Duration within) {
    producer.close(within);
  }
}
