package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Compares the topic {@code incidents} with its documents in Elasticsearch, document for document.
 * May run beside an indexer: what is only on its way is looked at again.
 */
public final class IndexVerification {
  /** Longer than an indexer at work leaves one document waiting. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Map<String, Object> kafka;
  private final Topics topics;
  private final IndexNames names;
  private final Retention retention;
  private final IndexedStates indexed;

  /**
   * @param kafka settings of any Kafka client
   * @param retention what is older may be gone from the index
   */
  public IndexVerification(
      Map<String, Object> kafka,
      Topics topics,
      ElasticsearchConnection connection,
      IndexNames names,
      Retention retention) {
    this.kafka = Map.copyOf(kafka);
    this.topics = requireNonNull(topics, "topics is null");
    this.names = requireNonNull(names, "names is null");
    this.retention = requireNonNull(retention, "retention is null");
    this.indexed = new IndexedStates(connection, names);
  }

  /**
   * What was found.
   *
   * @param incidents how many the topic holds
   * @param differences in the order of their indices and ids
   */
  public record Result(long incidents, List<IndexDifference> differences) {
    public Result {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Looks until nothing differs, or the same differs twice.
   *
   * @throws ElasticsearchFailure when the cluster does not answer, or refuses
   * @throws org.apache.kafka.common.KafkaException when the broker does not answer
   */
  public Result verify() {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(IndexerClients.loneConsumer(kafka, topics))) {
      TopicStates topic = new TopicStates(consumer, topics, names);
      List<IndexDifference> before = List.of();
      while (true) {
        Map<String, DocumentState> expected = topic.read();
        List<IndexDifference> now = compare(expected, indexed.read());
        if (now.isEmpty() || now.equals(before) || Thread.currentThread().isInterrupted()) {
          return new Result(expected.size(), now);
        }
        before = now;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private List<IndexDifference> compare(
      Map<String, DocumentState> expected, IndexedStates.Found found) {
    long now = System.currentTimeMillis();
    List<IndexDifference> differences = new ArrayList<>();
    Set<String> ids = new HashSet<>(expected.keySet());
    ids.addAll(found.states().keySet());
    for (String id : new TreeSet<>(ids)) {
      DocumentState onTopic = expected.get(id);
      DocumentState inIndex = found.states().get(id);
      if (inIndex == null) {
        if (!isOver(onTopic.index(), now)) {
          differences.add(new IndexDifference(id, onTopic.index(), "missing in Elasticsearch"));
        }
      } else if (onTopic == null) {
        differences.add(
            new IndexDifference(id, inIndex.index(), "in Elasticsearch, but not on the topic"));
      } else {
        what(onTopic, inIndex, found.repeated().contains(id))
            .ifPresent(what -> differences.add(new IndexDifference(id, inIndex.index(), what)));
      }
    }
    return differences;
  }

  private static Optional<String> what(
      DocumentState onTopic, DocumentState inIndex, boolean repeated) {
    if (repeated) {
      return Optional.of("in more than one index");
    }
    if (onTopic.version() != inIndex.version()) {
      return Optional.of("version %d, expected %d".formatted(inIndex.version(), onTopic.version()));
    }
    return onTopic.digest().equals(inIndex.digest())
        ? Optional.empty()
        : Optional.of("version %d, but other content".formatted(inIndex.version()));
  }

  /** Its whole month may have been dropped. */
  private boolean isOver(String alias, long now) {
    OptionalLong end = names.endOf(IndexNames.firstIndex(alias));
    return end.isPresent() && end.getAsLong() + retention.incidents().toMillis() < now;
  }
}
