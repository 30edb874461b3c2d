package io.logtriage.streams;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic {@code incidents}: committed records only, every partition, without a group.
 * Belongs to one thread.
 */
public final class IncidentReader implements AutoCloseable {
  private final Map<String, Object> config;
  private final String topic;
  private final From from;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private Map<TopicPartition, Long> endsAtStart = Map.of();

  /** Where reading begins. */
  public enum From {
    BEGINNING,
    END
  }

  /** Takes one record of the topic. */
  @FunctionalInterface
  public interface Listener {

    /**
     * An incident's newest state.
     *
     * @param version greater for later states of one incident
     * @param opened epoch milliseconds, never changes
     * @param document one JSON object in UTF-8; null when the incident is forgotten
     */
    void incident(String id, long version, long opened, byte @Nullable [] document);
  }

  /**
   * @param kafka client settings, with {@code bootstrap.servers}
   */
  public IncidentReader(Map<String, ?> kafka, String topic, From from) {
    this.config = new HashMap<>(kafka);
    this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.topic = requireNonNull(topic, "topic is null");
    this.from = requireNonNull(from, "from is null");
  }

  /**
   * Finds the topic's partitions and takes its place in them.
   *
   * @param patience how long to wait for the broker
   * @throws IllegalStateException when no broker answers, or the topic does not exist
   */
  public void start(Duration patience) {
    KafkaConsumer<byte[], byte[]> starting =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer = starting;
    try {
      List<TopicPartition> partitions =
          starting.partitionsFor(topic, patience).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IllegalStateException(missing());
      }
      starting.assign(partitions);
      endsAtStart = starting.endOffsets(partitions, patience);
      if (from == From.BEGINNING) {
        starting.seekToBeginning(partitions);
      } else {
        endsAtStart.forEach(starting::seek);
      }
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      throw new IllegalStateException(
          "no answer from "
              + BrokerWait.address(config)
              + " within "
              + patience.toSeconds()
              + " s; check that Kafka runs there and that topic '"
              + topic
              + "' exists",
          e);
    } catch (org.apache.kafka.common.errors.UnknownTopicOrPartitionException e) {
      throw new IllegalStateException(missing(), e);
    }
  }

  /**
   * Waits for records and hands them over in the order of their partition.
   *
   * @return how many there were
   * @throws IllegalStateException when the broker refuses us
   */
  public int poll(Duration wait, Listener listener) {
    try {
      int count = 0;
      for (ConsumerRecord<byte[], byte[]> record :
          requireNonNull(consumer, "not started").poll(wait)) {
        hand(record, listener);
        count++;
      }
      return count;
    } catch (org.apache.kafka.common.errors.WakeupException e) {
      return 0;
    } catch (KafkaException e) {
      throw new IllegalStateException(
          "reading topic '"
              + topic
              + "' at "
              + BrokerWait.address(config)
              + " failed: "
              + e.getMessage(),
          e);
    }
  }

  /** Whether everything that was on the topic at the start has been handed over. */
  public boolean hasReadAllOfTheStart() {
    KafkaConsumer<byte[], byte[]> running = requireNonNull(consumer, "not started");
    return endsAtStart.entrySet().stream()
        .allMatch(end -> running.position(end.getKey()) >= end.getValue());
  }

  /** Ends a poll that waits; the one method for other threads. */
  public void wakeup() {
    KafkaConsumer<byte[], byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
  }

  @Override
  public void close() {
    KafkaConsumer<byte[], byte[]> running = consumer;
    if (running != null) {
      running.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    }
  }

  private static void hand(ConsumerRecord<byte[], byte[]> record, Listener listener) {
    listener.incident(
        new String(record.key(), StandardCharsets.UTF_8),
        number(record, "version"),
        number(record, "opened"),
        record.value());
  }

  private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    byte[] value = header == null ? null : header.value();
    return value == null || value.length != Long.BYTES ? 0 : ByteBuffer.wrap(value).getLong();
  }

  private String missing() {
    return "topic '"
        + topic
        + "' does not exist at "
        + BrokerWait.address(config)
        + "; run `logtriage setup` first";
  }
}
