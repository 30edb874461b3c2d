package io.logtriage.elastic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far reading has come, and into which cluster: each committed offset carries the uuid of the
 * cluster that holds what lies before it. Where that is another one than today's (it was replaced
 * by an empty one, or the address leads elsewhere), everything is read again.
 */
final class Offsets {
  private static final Logger LOG = LoggerFactory.getLogger(Offsets.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
  private final Set<TopicPartition> unchecked = new HashSet<>();
  private final Set<TopicPartition> toRewind = new HashSet<>();
  private String cluster = "";

  Offsets(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  void assigned(Collection<TopicPartition> partitions) {
    unchecked.addAll(partitions);
  }

  void revoked(Collection<TopicPartition> partitions) {
    uncommitted.keySet().removeAll(partitions);
    unchecked.removeAll(partitions);
    toRewind.removeAll(partitions);
  }

  /** What lies before them is settled. */
  void settled(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> put(partition, offset.offset(), offset.leaderEpoch()));
  }

  private void put(TopicPartition partition, long offset, Optional<Integer> epoch) {
    uncommitted.put(partition, new OffsetAndMetadata(offset, epoch, cluster));
  }

  /** A commit that fails costs nothing but reading again: every write can be repeated. */
  void commit() {
    if (uncommitted.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(uncommitted, PATIENCE);
      uncommitted.clear();
    } catch (RetriableException | CommitFailedException | RebalanceInProgressException e) {
      LOG.debug("Offsets not committed yet", e);
    }
  }

  /**
   * From now on documents go to this cluster: what went to another must be read again.
   *
   * @return whether it is another one than before
   */
  boolean writeTo(String uuid) {
    boolean other = !cluster.isEmpty() && !cluster.equals(uuid);
    if (other) {
      toRewind.addAll(consumer.assignment());
    }
    cluster = uuid;
    if (!unchecked.isEmpty()) {
      consumer
          .committed(unchecked, PATIENCE)
          .forEach(
              (partition, offset) -> {
                if (offset != null && !offset.metadata().isEmpty() && !isHere(offset)) {
                  toRewind.add(partition);
                }
              });
      unchecked.clear();
    }
    return other;
  }

  private boolean isHere(OffsetAndMetadata offset) {
    return offset.metadata().equals(cluster);
  }

  /** Everything that the topics still hold is to be read again. */
  void readAllAgain() {
    toRewind.addAll(consumer.assignment());
  }

  /**
   * Goes back to the beginning where that is due; a crash from here on does not forget it.
   *
   * @return the partitions concerned: what was read of them and not written is to be dropped
   */
  Set<TopicPartition> rewind() {
    if (toRewind.isEmpty()) {
      return Set.of();
    }
    Set<TopicPartition> rewound = Set.copyOf(toRewind);
    consumer
        .beginningOffsets(rewound, PATIENCE)
        .forEach(
            (partition, offset) -> {
              consumer.seek(partition, offset);
              put(partition, offset, Optional.empty());
            });
    toRewind.clear();
    LOG.warn("Elasticsearch lost documents, or is another cluster: reading {} again", rewound);
    commit();
    return rewound;
  }
}
