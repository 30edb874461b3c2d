package io.logtriage.elastic;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.elastic.BulkOperation.Kind;
import io.logtriage.elastic.RecordReader.UnreadableException;
import io.logtriage.patterns.wire.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** The last state of every incident, as the compacted topic has it. Keeps digests, no documents. */
final class TopicStates implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopicReader topic;
  private final RecordReader reader;
  private final Map<String, DocumentState> states = new HashMap<>();

  TopicStates(Map<String, Object> kafka, Topics topics, IndexNames names) {
    this.topic = new TopicReader(kafka, topics, topics.incidents());
    this.reader = new RecordReader(topics, names);
  }

  /**
   * Reads on to the present end of the topic.
   *
   * @return id to state, without those deleted
   * @throws KafkaException when the broker falls silent before
   */
  Map<String, DocumentState> read() {
    topic.readOn(records -> records.forEach(this::keep));
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

  @Override
  public void close() {
    topic.close();
  }
}
