package io.logtriage.elastic;

import io.logtriage.elastic.RecordReader.UnreadableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What was read and is not settled yet: documents that wait, refusals not kept yet, and the offsets
 * to commit once both are empty.
 */
final class Batch {
  private List<BulkOperation> operations = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();

  void add(ConsumerRecords<byte[], byte[]> records, RecordReader reader) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        operations.add(reader.read(record));
      } catch (UnreadableException e) {
        refusals.add(Refusal.unreadable(record, String.valueOf(e.getMessage())));
      }
    }
    offsets.putAll(records.nextOffsets());
  }

  /** Keeps only what still waits after an attempt. */
  void settle(BulkOutcome outcome) {
    operations = new ArrayList<>(outcome.waiting());
    refusals.addAll(outcome.refusals());
  }

  void clearRefusals() {
    refusals.clear();
  }

  /** Partitions that are someone else's now: they will read it again. */
  void drop(Collection<TopicPartition> partitions) {
    Set<TopicPartition> lost = Set.copyOf(partitions);
    operations.removeIf(operation -> lost.contains(partition(operation.record())));
    refusals.removeIf(refusal -> lost.contains(partition(refusal.record())));
    offsets.keySet().removeAll(lost);
  }

  List<BulkOperation> operations() {
    return operations;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  boolean isSettled() {
    return operations.isEmpty() && refusals.isEmpty();
  }

  /** Takes the offsets out: what lies before them needs nothing more. */
  Map<TopicPartition, OffsetAndMetadata> takeOffsets() {
    Map<TopicPartition, OffsetAndMetadata> taken = Map.copyOf(offsets);
    offsets.clear();
    return taken;
  }

  boolean hasOffsets() {
    return !offsets.isEmpty();
  }

  /** Time stamp of the oldest record that waits, {@link Long#MAX_VALUE} when none does. */
  long oldest() {
    return Stream.concat(
            operations.stream().map(BulkOperation::record), refusals.stream().map(Refusal::record))
        .mapToLong(ConsumerRecord::timestamp)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
