package io.logtriage.elastic;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.elastic.BulkOperation.Kind;
import io.logtriage.elastic.RecordReader.UnreadableException;
import io.logtriage.patterns.wire.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The last state of every incident, as the compacted topic has it. Keeps digests, no documents. */
final class TopicStates {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<byte[], byte[]> consumer;
  private final RecordReader reader;
  private final Map<String, DocumentState> states = new HashMap<>();

  /**
   * @param consumer in no group, with nothing assigned
   */
  TopicStates(Consumer<byte[], byte[]> consumer, Topics topics, IndexNames names) {
    this.consumer = consumer;
    this.reader = new RecordReader(topics, names);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topics.incidents()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Reads on to the present end of the topic.
   *
   * @return id to state, without those deleted
   * @throws KafkaException when the broker falls silent before
   */
  Map<String, DocumentState> read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long heard = System.nanoTime();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
        throw new KafkaException(
            "the broker has sent nothing for "
                + TimeUnit.NANOSECONDS.toSeconds(SILENCE.toNanos())
                + " s");
      }
      records.forEach(this::keep);
    }
    return Map.copyOf(states);
  }

  /** What no document can be made of was never meant to be one. */
  private void keep(ConsumerRecord<byte[], byte[]> record) {
    try {
      BulkOperation operation = reader.read(record);
      if (operation.kind() == Kind.DELETE) {
        states.remove(operation.id());
      } else {
        byte[] document = record.value();
        states.put(
            operation.id(),
            new DocumentState(
                operation.alias(),
                operation.version(),
                DocumentState.digest(JSON.readTree(document))));
      }
    } catch (UnreadableException | IOException e) {
      return;
    }
  }
}
