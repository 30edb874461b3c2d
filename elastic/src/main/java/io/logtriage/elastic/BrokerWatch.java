package io.logtriage.elastic;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Tells silence from a broker that is away: polling returns nothing in both cases, so that after a
 * while without records the broker is asked something.
 */
final class BrokerWatch {
  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private long lastHeard = System.nanoTime() - SILENCE.toNanos();

  /**
   * @param topic asked about while no partition is assigned
   */
  BrokerWatch(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  /** Records came. */
  void heard() {
    lastHeard = System.nanoTime();
  }

  /**
   * Returns when the broker was heard lately.
   *
   * @throws KafkaException when it does not answer
   */
  void check() {
    if (System.nanoTime() - lastHeard < SILENCE.toNanos()) {
      return;
    }
    Set<TopicPartition> assigned = consumer.assignment();
    try {
      consumer.endOffsets(
          assigned.isEmpty() ? Set.of(new TopicPartition(topic, 0)) : assigned, PATIENCE);
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      throw new KafkaException(
          "no answer about topic %s (%s): check that the broker runs and that the topic exists"
              .formatted(topic, e.getMessage()),
          e);
    }
    heard();
  }
}
