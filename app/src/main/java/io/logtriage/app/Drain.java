package io.logtriage.app;

import io.logtriage.streams.StreamsOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Knows when everything that was shipped has gone through topology and indexer. */
final class Drain implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Looks in a row that must find nothing waiting: a finding travels over two topics. */
  private static final int QUIET_LOOKS = 4;

  private final Pipeline pipeline;
  private final Admin admin;

  Drain(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.admin = Admin.create(pipeline.options().clientConfig());
  }

  /**
   * Waits until nothing waits any more on any topic that the topology or the indexer reads.
   *
   * @return false when that takes longer than {@code atMost}, or {@code lifetime} ends before
   */
  boolean await(Duration atMost, Lifetime lifetime) {
    long end = System.nanoTime() + atMost.toNanos();
    int quiet = 0;
    while (System.nanoTime() < end) {
      quiet = isDrained() ? quiet + 1 : 0;
      if (quiet >= QUIET_LOOKS) {
        return true;
      }
      if (lifetime.awaitEnd(LOOK)) {
        return false;
      }
    }
    return false;
  }

  private boolean isDrained() {
    StreamsOptions options = pipeline.options();
    String application = options.topics().applicationId();
    Set<TopicPartition> read = new HashSet<>();
    try {
      return pipeline.streams().check().lag() == 0
          && waiting(application, read) == 0
          && read.stream().anyMatch(partition -> partition.topic().startsWith(application))
          && pipeline.indexer().check().lag() == 0
          && waiting(application + "-index", new HashSet<>()) == 0;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException notNow) {
      return false;
    }
  }

  private long waiting(String group, Set<TopicPartition> read)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(5, TimeUnit.SECONDS);
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    committed.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
    read.addAll(committed.keySet());
    long[] sum = new long[1];
    admin
        .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get(5, TimeUnit.SECONDS)
        .forEach(
            (partition, end) ->
                sum[0] += Math.max(0, end.offset() - committed.get(partition).offset()));
    return sum[0];
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
