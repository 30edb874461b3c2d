package io.logtriage.app;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * How much of some topics a consumer group has yet to take. Counted from the topics' partitions,
 * not from the group's offsets: a group that has not begun has none, and would seem to be done.
 */
final class GroupLag {
  private static final long PATIENCE_SECONDS = 5;

  private final Admin admin;

  GroupLag(Admin admin) {
    this.admin = admin;
  }

  /**
   * Records between what {@code group} has committed and the end, those of transactions under way
   * counted as well.
   */
  long of(String group, Set<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Set<TopicPartition> partitions = partitions(topics);
    Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    long sum = 0;
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata taken = committed.get(partition);
      long from = taken == null ? begins.get(partition) : taken.offset();
      sum += Math.max(0, ends.get(partition) - from);
    }
    return sum;
  }

  private Set<TopicPartition> partitions(Collection<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<TopicPartition> partitions = new HashSet<>();
    for (TopicDescription topic :
        admin
            .describeTopics(topics)
            .allTopicNames()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        partitions.add(new TopicPartition(topic.name(), partition.partition()));
      }
    }
    return partitions;
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(wanted)
        .all()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }
}
