package io.logtriage.app.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What each subscription has told, on a compacted topic of one partition: key = subscription and
 * incident. Offsets alone could not say it, for most states of an incident are not told.
 */
final class ToldTopic implements AutoCloseable {
  /** Longer than any reopen window. */
  private static final Duration KEEP_ENDED = Duration.ofDays(7);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;
  private final String topic;
  private final String subscription;
  private final KafkaProducer<String, byte[]> producer;

  ToldTopic(Map<String, Object> kafka, String topic, String subscription) {
    this.kafka = kafka;
    this.topic = topic;
    this.subscription = subscription;
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("delivery.timeout.ms", 60_000);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Makes the topic where it is missing. */
  void create() throws InterruptedException {
    NewTopic wanted =
        new NewTopic(topic, Optional.of(1), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    try (Admin admin = Admin.create(kafka)) {
      if (!admin
          .listTopics()
          .names()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .contains(topic)) {
        admin.createTopics(List.of(wanted)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("topic " + topic + " could not be made: " + e.getCause(), e);
      }
    } catch (TimeoutException e) {
      throw new KafkaException("topic " + topic + " could not be made in time", e);
    }
  }

  /** Everything this subscription has told, by incident. */
  Map<String, Told> read() {
    Map<String, Told> all = new HashMap<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
      while (consumer.position(partition, PATIENCE) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> take(record, all));
      }
    }
    forgetEnded(all);
    return all;
  }

  private void take(ConsumerRecord<String, byte[]> record, Map<String, Told> all) {
    if (record.key() == null || !record.key().startsWith(subscription + "/")) {
      return;
    }
    String id = record.key().substring(subscription.length() + 1);
    if (record.value() == null) {
      all.remove(id);
      return;
    }
    try {
      all.put(id, Told.decode(record.value()));
    } catch (IOException e) {
      throw new KafkaException(
          "topic "
              + topic
              + ", offset "
              + record.offset()
              + ": expected what `notify` wrote there, found "
              + new String(
                  record.value(), 0, Math.min(80, record.value().length), StandardCharsets.UTF_8),
          e);
    }
  }

  private void forgetEnded(Map<String, Told> all) {
    long before = System.currentTimeMillis() - KEEP_ENDED.toMillis();
    List<String> old =
        all.entrySet().stream()
            .filter(entry -> entry.getValue().status() == Told.Status.ENDED)
            .filter(entry -> entry.getValue().at() < before)
            .map(Map.Entry::getKey)
            .toList();
    send(old.stream().map(id -> new ProducerRecord<String, byte[]>(topic, key(id), null)).toList());
    all.keySet().removeAll(old);
  }

  /**
   * Returns when all is kept.
   *
   * @throws KafkaException when it is not
   */
  void write(Map<String, Told> changed) {
    send(
        changed.entrySet().stream()
            .map(one -> new ProducerRecord<>(topic, key(one.getKey()), one.getValue().encode()))
            .toList());
  }

  private void send(List<ProducerRecord<String, byte[]>> records) {
    List<Future<?>> sent = new ArrayList<>(records.size());
    records.forEach(record -> sent.add(producer.send(record)));
    for (Future<?> one : sent) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new KafkaException(
            "what was told could not be kept on topic " + topic + ": " + e.getCause(),
            e.getCause());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private String key(String id) {
    return subscription + "/" + id;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
