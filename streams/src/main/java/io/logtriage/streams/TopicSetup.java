package io.logtriage.streams;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing. Safe to repeat: a topic that exists is left as it is. */
public final class TopicSetup {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final Map<String, Object> kafka;
  private final Topics topics;
  private final Plan plan;

  /**
   * How the topics shall be made.
   *
   * @param partitions of each topic
   * @param replication copies of each partition; -1 for the broker's default
   * @param retention how long {@code logs}, {@code tagged-logs} and {@code parsed-logs} are kept;
   *     dead letters four times as long
   * @param parsedLogs whether {@code parsed-logs} is wanted
   */
  public record Plan(int partitions, short replication, Duration retention, boolean parsedLogs) {

    /** Without {@code parsed-logs}. */
    public Plan(int partitions, short replication, Duration retention) {
      this(partitions, replication, retention, false);
    }

    public Plan {
      if (partitions < 1) {
        throw new IllegalArgumentException(partitions + " partitions, expected at least 1");
      }
      if (replication < 1 && replication != -1) {
        throw new IllegalArgumentException(
            "replication " + replication + ", expected at least 1, or -1 for the broker's default");
      }
      if (retention.isNegative() || retention.isZero()) {
        throw new IllegalArgumentException("retention " + retention + ", expected more than 0");
      }
    }

    /** Two partitions, the broker's replication, seven days. */
    public static Plan standard() {
      return new Plan(2, (short) -1, Duration.ofDays(7));
    }
  }

  /**
   * @param kafka client settings, with {@code bootstrap.servers}
   */
  public TopicSetup(Map<String, ?> kafka, Topics topics, Plan plan) {
    this.kafka = new HashMap<>(kafka);
    requireNonNull(kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), "no bootstrap.servers");
    this.topics = requireNonNull(topics, "topics is null");
    this.plan = requireNonNull(plan, "plan is null");
  }

  /**
   * Creates what is missing.
   *
   * @param patience how long to wait for a broker that does not answer
   * @return names of the topics that were created
   * @throws IllegalStateException when no broker answers in time, or it refuses a topic
   */
  public List<String> create(Duration patience) {
    try (Admin admin = Admin.create(kafka)) {
      BrokerWait.await(admin, kafka, patience);
      Set<String> existing =
          admin.listTopics().names().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      List<String> created = new ArrayList<>();
      for (NewTopic topic : wanted()) {
        if (existing.contains(topic.name())) {
          LOG.debug("Topic {} exists", topic.name());
        } else if (create(admin, topic, patience)) {
          created.add(topic.name());
        }
      }
      return created;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "the broker at " + BrokerWait.address(kafka) + " did not list its topics: " + cause(e),
          e);
    }
  }

  private List<NewTopic> wanted() {
    String retention = Long.toString(plan.retention().toMillis());
    String longer = Long.toString(plan.retention().multipliedBy(4).toMillis());
    List<NewTopic> wanted = new ArrayList<>();
    if (plan.parsedLogs()) {
      wanted.add(topic(topics.parsedLogs(), Map.of(TopicConfig.RETENTION_MS_CONFIG, retention)));
    }
    wanted.addAll(
        List.of(
            topic(topics.logs(), Map.of(TopicConfig.RETENTION_MS_CONFIG, retention)),
            topic(
                topics.incidents(),
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
            topic(topics.taggedLogs(), Map.of(TopicConfig.RETENTION_MS_CONFIG, retention)),
            topic(topics.deadLetters(), Map.of(TopicConfig.RETENTION_MS_CONFIG, longer))));
    return wanted;
  }

  private NewTopic topic(String name, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    return new NewTopic(name, plan.partitions(), plan.replication()).configs(all);
  }

  private boolean create(Admin admin, NewTopic topic, Duration patience)
      throws InterruptedException, TimeoutException {
    try {
      admin.createTopics(List.of(topic)).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      awaitLeaders(admin, topic, patience);
      LOG.info("Created topic {} with {} partitions", topic.name(), topic.numPartitions());
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new IllegalStateException(
          "the broker at "
              + BrokerWait.address(kafka)
              + " refused topic '"
              + topic.name()
              + "' ("
              + topic.numPartitions()
              + " partitions, replication "
              + topic.replicationFactor()
              + "): "
              + cause(e),
          e);
    }
  }

  /**
   * A producer that is quicker than a partition's leader may have its second batch taken and its
   * first one refused, which it then sends in vain until it gives up.
   */
  private static void awaitLeaders(Admin admin, NewTopic topic, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (int partition = 0; partition < topic.numPartitions(); partition++) {
      partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
    }
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        admin.listOffsets(partitions).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (ExecutionException e) {
        // Not every broker knows a topic that was just made.
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.sleep(LOOK_EVERY.toMillis());
      }
    }
  }

  private static String cause(Exception e) {
    return e.getCause() == null ? String.valueOf(e) : String.valueOf(e.getCause().getMessage());
  }
}
