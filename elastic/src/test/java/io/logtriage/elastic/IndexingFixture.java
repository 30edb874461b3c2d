package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics and an indexer under a prefix of their own. */
final class IndexingFixture implements AutoCloseable {
  private final Servers servers;
  private final Topics topics;
  private final IndexNames names;
  private final KafkaProducer<byte[], byte[]> producer;
  private final IndexSetup setup;
  private Indexer indexer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  IndexingFixture(Servers servers, String prefix) {
    this(servers, prefix, servers.connection());
  }

  IndexingFixture(Servers servers, String prefix, ElasticsearchConnection connection) {
    this.servers = servers;
    topics = new Topics(prefix);
    names = new IndexNames(prefix);
    servers.createTopics(topics);
    producer =
        new KafkaProducer<>(servers.kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    setup = new IndexSetup(connection, names);
    indexer = new Indexer(servers.kafka(), topics, setup);
  }

  IndexingFixture start() {
    indexer.start();
    return this;
  }

  /** As if its process had ended: {@link #start} starts another. */
  void stop() {
    indexer.close();
    indexer = new Indexer(servers.kafka(), topics, setup);
  }

  Topics topics() {
    return topics;
  }

  IndexNames names() {
    return names;
  }

  Indexer indexer() {
    return indexer;
  }

  IncidentSearch search() {
    return new IncidentSearch(servers.connection(), names);
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    sent.add(producer.send(record));
  }

  /** Returns when the broker has all that was sent. */
  void flush() {
    try {
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    sent.clear();
  }

  /** Sends one and waits until it is written, or refused. */
  void settle(ProducerRecord<byte[], byte[]> record) {
    settle(record, 1);
  }

  /**
   * Sends one and waits until it and what was sent before are settled.
   *
   * @param count how many that are
   */
  void settle(ProducerRecord<byte[], byte[]> record, long count) {
    long before = settled();
    send(record);
    flush();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(settled() - before).isEqualTo(count));
  }

  private long settled() {
    IndexerStatus status = indexer.check();
    return status.written() + status.stale() + status.deadLettered();
  }

  /** What {@code index --verify} would say. */
  IndexVerification.Result verify() {
    return new IndexVerification(
            servers.kafka(), topics, servers.connection(), names, Retention.defaults())
        .verify();
  }

  IndexRebuild rebuild() {
    return new IndexRebuild(servers.kafka(), topics, new IndexSetup(servers.connection(), names));
  }

  JsonNode get(String path) {
    try {
      return servers.connection().send("GET", path, null).json();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long count(String index) {
    post("/" + index + "/_refresh");
    return get("/" + index + "/_count").path("count").asLong(-1);
  }

  void post(String path) {
    send("POST", path, null);
  }

  /** Straight to Elasticsearch, past the indexer. */
  Answer send(String method, String path, @Nullable String body) {
    try {
      return servers.connection().send(method, path, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<DeadLetter> deadLetters() {
    Map<String, Object> settings = new HashMap<>(servers.kafka());
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topics.deadLetters()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> letters.add(DeadLetter.decode(record.value())));
      }
    }
    return letters;
  }

  @Override
  public void close() {
    indexer.close();
    producer.close();
  }
}
