package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.LogsRecordBuilder;
import io.logtriage.patterns.wire.WireHeader;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills a topic, and measures what it gives to those who do nothing with it. */
final class LogsTopic {
  private static final Duration POLL = Duration.ofMillis(100);

  private final String bootstrap;
  private final int partitions;
  private long records;
  private volatile @Nullable Exception failure;

  LogsTopic(String bootstrap, int partitions) {
    this.bootstrap = bootstrap;
    this.partitions = partitions;
  }

  /** Sends the lines: plain ones, or packed as our shippers do. Two sources a partition. */
  void fill(String topic, int lines, int perRecord) {
    fill(topic, lines, perRecord, 1);
  }

  /**
   * Sends the lines of so many hosts a partition, each of which has two sources; in turn, a hundred
   * lines each.
   */
  void fill(String topic, int lines, int perRecord, int hosts) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      Source[] sources = new Source[partitions * hosts * 2];
      LogsRecordBuilder[] builders = new LogsRecordBuilder[sources.length];
      for (int i = 0; i < sources.length; i++) {
        String path = i % 2 == 0 ? "/var/log/nginx/access.log" : "/var/log/gunicorn/error.log";
        String host = "web-" + i / 2;
        sources[i] = new Source(host, path, host, "shop", ZoneOffset.UTC, null);
        builders[i] = new LogsRecordBuilder(sources[i], "benchmark", 0);
      }
      for (int i = 0; i < lines; i++) {
        int pair = i / 100 % (partitions * hosts);
        int partition = pair % partitions;
        int source = pair * 2 + (BenchmarkLines.isError(i) ? 1 : 0);
        byte[] line = BenchmarkLines.line(i);
        if (perRecord == 1) {
          byte[] key = sources[source].key().getBytes(UTF_8);
          send(producer, new ProducerRecord<>(topic, partition, key, line));
          continue;
        }
        builders[source].line(line, 0, line.length, i);
        if (builders[source].lines() == perRecord) {
          send(producer, packed(topic, partition, builders[source].build()));
        }
      }
      for (int i = 0; i < builders.length; i++) {
        if (builders[i].lines() > 0) {
          send(producer, packed(topic, i / 2 % partitions, builders[i].build()));
        }
      }
      finish(producer);
    }
    records = perRecord == 1 ? lines : records;
  }

  /** A consumer that only reads. */
  Rate consume(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      Rate.Stopwatch watch = Rate.Stopwatch.start();
      for (long read = 0; read < records; ) {
        read += consumer.poll(POLL).count();
      }
      return watch.stop(records);
    }
  }

  /** A consumer whose records a producer sends on as they are. */
  Rate copy(String from, String to) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(from);
        KafkaProducer<byte[], byte[]> producer = producer()) {
      Rate.Stopwatch watch = Rate.Stopwatch.start();
      for (long read = 0; read < records; ) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          send(producer, new ProducerRecord<>(to, record.key(), record.value()));
          read++;
        }
      }
      finish(producer);
      return watch.stop(records);
    }
  }

  private static ProducerRecord<byte[], byte[]> packed(
      String topic, int partition, LogsRecord record) {
    ProducerRecord<byte[], byte[]> packed =
        new ProducerRecord<>(topic, partition, record.key(), record.value());
    for (WireHeader header : record.headers()) {
      packed.headers().add(header.name(), header.value());
    }
    return packed;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // finish() tells
  private void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, exception) -> {
          if (exception != null) {
            failure = exception;
          }
        });
  }

  private void finish(KafkaProducer<byte[], byte[]> producer) {
    producer.flush();
    if (failure != null) {
      throw new IllegalStateException("sending failed", failure);
    }
  }

  /** The topology's own producer settings, so that the loop is not slower for want of batching. */
  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrap);
    config.put("batch.size", 128 * 1024);
    config.put("linger.ms", 20);
    config.put("compression.type", "lz4");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrap);
    config.put("max.poll.records", 2_000);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return consumer;
  }
}
