package io.logtriage.app.notify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Our share of the incidents topic, and how far each partition's history reaches. */
final class Subscription implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

  private final Notifier.Settings settings;
  private final Backlog backlog;
  private final Runnable assigned;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Offset up to which a partition that was never committed holds what was there before us. */
  private final Map<TopicPartition, Long> history = new HashMap<>();

  private Map<TopicPartition, Long> committed = Map.of();
  private long committedAt = System.nanoTime();

  /** Takes a record; {@code history} tells whether it was there before the very first start. */
  @FunctionalInterface
  interface Taker {
    void take(ConsumerRecord<byte[], byte[]> record, boolean history);
  }

  /**
   * @param assigned called when partitions came, before their records do
   */
  Subscription(Notifier.Settings settings, Backlog backlog, Runnable assigned) {
    this.settings = settings;
    this.backlog = backlog;
    this.assigned = assigned;
    Map<String, Object> config = new HashMap<>(settings.kafka());
    config.put("group.id", settings.subscription());
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    // A notifier that was killed counts as lost soon, so that the next one need not wait for it.
    config.put("session.timeout.ms", 10_000);
    config.put("allow.auto.create.topics", false);
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  void start() {
    if (settings.rehearse()) {
      // No group: a rehearsal takes nothing away from the one that tells.
      List<TopicPartition> all =
          consumer.partitionsFor(settings.incidents(), PATIENCE).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      historyEnds(all);
    } else {
      consumer.subscribe(List.of(settings.incidents()), new Partitions());
    }
  }

  /**
   * Waits for records and hands them over.
   *
   * @param enough whether no more can be taken at the moment; history is read nevertheless
   */
  int poll(Duration wait, boolean enough, Taker taker) {
    if (enough && knowsHistory()) {
      consumer.pause(consumer.assignment());
    } else if (!consumer.paused().isEmpty()) {
      consumer.resume(consumer.paused());
    }
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      taker.take(record, record.offset() < history.getOrDefault(partition, 0L));
      count++;
    }
    history.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return count;
  }

  /** Whether what was there before the first start has all been read. */
  boolean knowsHistory() {
    return history.isEmpty();
  }

  boolean caughtUp() {
    Set<TopicPartition> mine = consumer.assignment();
    return !mine.isEmpty()
        && knowsHistory()
        && mine.stream().allMatch(one -> consumer.currentLag(one).orElse(1) == 0);
  }

  Set<Integer> partitions() {
    return consumer.assignment().stream()
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  /** Everything read so far is settled. A commit that fails costs nothing but reading again. */
  void commit(boolean more) {
    if (!knowsHistory() || (more && System.nanoTime() - committedAt < COMMIT_EVERY.toNanos())) {
      return;
    }
    Map<TopicPartition, Long> positions = new HashMap<>();
    consumer.assignment().forEach(one -> positions.put(one, consumer.position(one)));
    if (positions.equals(committed)) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    positions.forEach((one, offset) -> offsets.put(one, new OffsetAndMetadata(offset)));
    try {
      consumer.commitSync(offsets, PATIENCE);
      committed = positions;
      committedAt = System.nanoTime();
    } catch (RetriableException | CommitFailedException notYet) {
      committed = Map.of();
    }
  }

  private void historyEnds(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    if (settings.onlyNew()) {
      ends.forEach(consumer::seek);
    } else {
      history.putAll(ends);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
  }

  /** What changes with the group. */
  private final class Partitions implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned.run();
      Map<TopicPartition, OffsetAndMetadata> known =
          consumer.committed(new HashSet<>(partitions), PATIENCE);
      List<TopicPartition> unknown =
          partitions.stream().filter(one -> known.get(one) == null).toList();
      historyEnds(unknown);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      backlog.leave(partitions.stream().map(TopicPartition::partition).toList());
      history.keySet().removeAll(partitions);
      committed = Map.of();
    }
  }
}
