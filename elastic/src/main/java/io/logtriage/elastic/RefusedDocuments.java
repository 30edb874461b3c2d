package io.logtriage.elastic;

import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.patterns.wire.WireHeader;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Which incidents Elasticsearch refused, in which version: the dead letters keep them. */
final class RefusedDocuments implements AutoCloseable {
  private final TopicReader topic;
  private final Set<String> refused = new HashSet<>();

  RefusedDocuments(Map<String, Object> kafka, Topics topics) {
    this.topic = new TopicReader(kafka, topics, topics.deadLetters());
  }

  /** Reads on to the present end of the topic. */
  void read() {
    topic.readOn(records -> records.forEach(this::keep));
  }

  boolean contains(String id, DocumentState state) {
    return refused.contains(id + " " + state.version());
  }

  private void keep(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter letter;
    try {
      letter = DeadLetter.decode(record.value());
    } catch (RuntimeException ofSomeoneElse) {
      return;
    }
    if (letter.origin() instanceof DeadLetter.Origin.Document document) {
      for (WireHeader header : letter.headers()) {
        if (header.name().equals("version")) {
          refused.add(document.id() + " " + number(header.value()));
        }
      }
    }
  }

  private static @Nullable Long number(byte[] bytes) {
    return bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : null;
  }

  @Override
  public void close() {
    topic.close();
  }
}
