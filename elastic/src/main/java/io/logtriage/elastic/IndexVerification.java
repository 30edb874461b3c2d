package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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
    this.indexed = new IndexedStates(connection);
  }

  /**
   * What was found.
   *
   * @param incidents how many the topic holds
   * @param refused how many of them lack their last state, which Elasticsearch refused: the dead
   *     letters have it
   * @param differences in the order of their ids
   */
  public record Result(long incidents, long refused, List<IndexDifference> differences) {
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
    try (TopicStates topic = new TopicStates(kafka, topics, names);
        RefusedDocuments refused = new RefusedDocuments(kafka, topics)) {
      List<IndexDifference> before = List.of();
      while (true) {
        Map<String, DocumentState> expected = topic.read();
        IndexedStates.Found found = indexed.read(names.incidents());
        refused.read();
        Comparison now = compare(expected, found, refused);
        boolean settled = now.differences.isEmpty() || now.differences.equals(before);
        if (settled || Thread.currentThread().isInterrupted()) {
          return new Result(expected.size(), now.refused, now.differences);
        }
        before = now.differences;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private static final class Comparison {
    private final List<IndexDifference> differences = new ArrayList<>();
    private long refused;
  }

  private Comparison compare(
      Map<String, DocumentState> expected, IndexedStates.Found found, RefusedDocuments refused) {
    long now = System.currentTimeMillis();
    Comparison comparison = new Comparison();
    Set<String> ids = new TreeSet<>(expected.keySet());
    ids.addAll(found.states().keySet());
    for (String id : ids) {
      DocumentState onTopic = expected.get(id);
      DocumentState inIndex = found.states().get(id);
      Optional<IndexDifference> difference =
          difference(id, onTopic, inIndex, found.repeated().contains(id), now);
      if (difference.isPresent() && onTopic != null && refused.contains(id, onTopic)) {
        comparison.refused++;
      } else {
        difference.ifPresent(comparison.differences::add);
      }
    }
    return comparison;
  }

  private Optional<IndexDifference> difference(
      String id,
      @Nullable DocumentState onTopic,
      @Nullable DocumentState inIndex,
      boolean repeated,
      long now) {
    if (onTopic == null) {
      return Optional.of(
          new IndexDifference(
              id, requireNonNull(inIndex).index(), "in Elasticsearch, but not on the topic"));
    }
    if (inIndex == null) {
      return isOver(onTopic.index(), now)
          ? Optional.empty()
          : Optional.of(new IndexDifference(id, onTopic.index(), "missing in Elasticsearch"));
    }
    return what(onTopic, inIndex, repeated)
        .map(what -> new IndexDifference(id, inIndex.index(), what));
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
