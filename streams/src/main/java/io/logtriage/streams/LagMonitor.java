package io.logtriage.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker, a few times a second, how far the topology's commits are behind the end of
 * {@code logs}.
 */
final class LagMonitor implements InputEnd, AutoCloseable {
  /** Lag of a partition that is not known, or was not for a while. */
  static final long UNKNOWN = -1;

  private static final Logger LOG = LoggerFactory.getLogger(LagMonitor.class);
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final Duration PARTITIONS_INTERVAL = Duration.ofSeconds(30);

  /** An older answer is no answer, nanoseconds. */
  private static final long STALE = Duration.ofSeconds(3).toNanos();

  private final Map<String, Object> kafka;
  private final String topic;
  private final String group;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Map<TopicPartition, OffsetSpec> ends = Map.of();
  private long partitionsAskedAt;
  private volatile Observation observation = new Observation(Map.of(), 0);

  private record Observation(Map<Integer, Long> lags, long at) {}

  LagMonitor(Map<String, ?> kafka, String topic, String group) {
    this.kafka = new HashMap<>(kafka);
    this.topic = topic;
    this.group = group;
  }

  void start() {
    Thread thread = new Thread(this::watch, "lag-monitor");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public boolean reached(int partition) {
    return lag(partition) == 0;
  }

  /** Records of {@code logs} not yet processed and committed, or {@link #UNKNOWN}. */
  long lag() {
    Observation latest = observation;
    if (isStale(latest) || latest.lags().isEmpty()) {
      return UNKNOWN;
    }
    long sum = 0;
    for (long lag : latest.lags().values()) {
      sum += lag;
    }
    return sum;
  }

  @Override
  public void close() {
    closing.countDown();
  }

  private long lag(int partition) {
    Observation latest = observation;
    return isStale(latest) ? UNKNOWN : latest.lags().getOrDefault(partition, UNKNOWN);
  }

  private static boolean isStale(Observation observation) {
    return System.nanoTime() - observation.at() > STALE;
  }

  private void watch() {
    Admin admin = Admin.create(kafka);
    try {
      do {
        observe(admin);
      } while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      admin.close(Duration.ofSeconds(1));
    }
  }

  private void observe(Admin admin) throws InterruptedException {
    try {
      long at = System.nanoTime();
      if (ends.isEmpty() || at - partitionsAskedAt > PARTITIONS_INTERVAL.toNanos()) {
        ends = partitions(admin);
        partitionsAskedAt = at;
      }
      observation = new Observation(lags(admin), at);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.debug("The lag on {} is not known: {}", topic, e.toString());
    }
  }

  private Map<TopicPartition, OffsetSpec> partitions(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicPartitionInfo info :
        admin
            .describeTopics(List.of(topic))
            .allTopicNames()
            .get(2, TimeUnit.SECONDS)
            .get(topic)
            .partitions()) {
      latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest());
    }
    return latest;
  }

  private Map<Integer, Long> lags(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, ListOffsetsResultInfo> end = offsets(admin, ends);
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(2, TimeUnit.SECONDS);
    Map<TopicPartition, OffsetSpec> uncommitted = new HashMap<>();
    for (TopicPartition partition : ends.keySet()) {
      if (committed.get(partition) == null) {
        uncommitted.put(partition, OffsetSpec.earliest());
      }
    }
    Map<TopicPartition, ListOffsetsResultInfo> begin =
        uncommitted.isEmpty() ? Map.of() : offsets(admin, uncommitted);
    Map<Integer, Long> lags = new HashMap<>();
    end.forEach(
        (partition, last) -> {
          OffsetAndMetadata done = committed.get(partition);
          long from = done == null ? begin.get(partition).offset() : done.offset();
          lags.put(partition.partition(), Math.max(0, last.offset() - from));
        });
    return lags;
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, Map<TopicPartition, OffsetSpec> wanted)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin
        .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get(2, TimeUnit.SECONDS);
  }
}
