package io.logtriage.streams;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the retained live {@code logs} into a replay, without a consumer group. */
public final class ReplayFromTopic {
  /** Lines come in this much before and after their own time, more or less. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> config;
  private final String topic;
  private final @Nullable Instant since;
  private final @Nullable Instant until;

  /**
   * @param kafka client settings, with {@code bootstrap.servers}
   * @param topic the live topic
   * @param since ingest time to begin at, less a margin of an hour; null for the beginning
   * @param until ingest time to end at, plus the margin; null for what is there at the start
   */
  public ReplayFromTopic(
      Map<String, ?> kafka, String topic, @Nullable Instant since, @Nullable Instant until) {
    this.config = new HashMap<>(kafka);
    this.config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    this.topic = requireNonNull(topic, "topic is null");
    this.since = since;
    this.until = until;
  }

  /**
   * Sends all of it.
   *
   * @param patience how long to wait for the broker
   * @param ended asked between polls; true stops early
   * @return how many records were sent
   * @throws IllegalStateException when the topic does not exist
   */
  public long sendTo(ReplayInput input, Duration patience, BooleanSupplier ended) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, patience).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IllegalStateException(
            "topic '" + topic + "' does not exist at " + BrokerWait.address(config));
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = ends(consumer, partitions);
      seek(consumer, partitions);
      long sent = 0;
      while (!ended.getAsBoolean() && !reached(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(topic, record.partition());
          if (record.offset() < ends.getOrDefault(partition, 0L)) {
            input.send(record, ForeignSource.key(record.key(), topic, record.partition()));
            sent++;
          }
        }
      }
      return sent;
    } catch (org.apache.kafka.common.errors.UnknownTopicOrPartitionException e) {
      throw new IllegalStateException(
          "topic '" + topic + "' does not exist at " + BrokerWait.address(config), e);
    }
  }

  private void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    if (since == null) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      at(consumer, partitions, since.minus(MARGIN)).forEach(consumer::seek);
    }
  }

  private Map<TopicPartition, Long> ends(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    if (until != null) {
      ends.putAll(at(consumer, partitions, until.plus(MARGIN)));
    }
    return ends;
  }

  /** Offsets of the first records at or behind a time; partitions without such a record lack. */
  private static Map<TopicPartition, Long> at(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant time) {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, Math.max(0, time.toEpochMilli())));
    Map<TopicPartition, Long> found = new HashMap<>();
    for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> entry :
        consumer.offsetsForTimes(wanted).entrySet()) {
      OffsetAndTimestamp at = entry.getValue();
      if (at != null) {
        found.put(entry.getKey(), at.offset());
      }
    }
    return found;
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
