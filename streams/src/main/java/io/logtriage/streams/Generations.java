package io.logtriage.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How often the live topics were processed from their beginning: a number that all instances must
 * agree on, because it makes the documents of a later run newer than those of the ones before. It
 * stands in a compacted topic of its own.
 */
public final class Generations {
  private static final byte[] KEY = "generation".getBytes(UTF_8);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> INTERNAL =
      List.of(
          IncidentTopology.SOURCES + "-changelog",
          IncidentTopology.INCIDENTS + "-changelog",
          IncidentTopology.BY_DEPLOYMENT + "-repartition");

  private final Map<String, Object> kafka;
  private final String application;
  private final Duration stoppedWithin;

  public Generations(StreamsOptions options) {
    this(options, Duration.ofSeconds(15));
  }

  /**
   * @param stoppedWithin how long an instance that was killed may count as running
   */
  Generations(StreamsOptions options, Duration stoppedWithin) {
    this.stoppedWithin = stoppedWithin;
    this.kafka = options.clientConfig();
    this.application = options.applicationId();
  }

  /**
   * The number that holds now, 0 as long as nothing was reset.
   *
   * @throws IllegalStateException when the broker does not say it
   */
  public long current() {
    try (Admin admin = Admin.create(kafka)) {
      return exists(admin, topic()) ? read() : 0;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not say the generation: " + cause(e), e);
    }
  }

  /**
   * Makes the next start read {@code logs} from its beginning: raises the number, then forgets how
   * far the topology had come and all that it knew. Safe to repeat when it was cut short.
   *
   * @return the new number
   * @throws IllegalStateException when an instance still runs, or the broker refuses
   */
  public long reset() {
    try (Admin admin = Admin.create(kafka)) {
      requireStopped(admin);
      long next = (exists(admin, topic()) ? read() : create(admin)) + 1;
      write(next);
      forgetOffsets(admin);
      forgetState(admin);
      return next;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker refused the reset: " + cause(e), e);
    }
  }

  private String topic() {
    return application + "-generation";
  }

  private void requireStopped(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + stoppedWithin.toNanos();
    int members = members(admin);
    while (members > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
      members = members(admin);
    }
    if (members > 0) {
      throw new IllegalStateException(
          members + " stream threads of " + application + " still run: stop every run first");
    }
  }

  private int members(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return await(
              admin.describeConsumerGroups(List.of(application)).describedGroups().get(application))
          .members()
          .size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }

  private long create(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    NewTopic topic =
        new NewTopic(topic(), Optional.of(1), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    await(admin.createTopics(List.of(topic)).all());
    return 0;
  }

  private long read() {
    TopicPartition only = new TopicPartition(topic(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(Set.of(only));
      consumer.seekToBeginning(Set.of(only));
      long end = consumer.endOffsets(Set.of(only), PATIENCE).getOrDefault(only, 0L);
      long found = 0;
      while (consumer.position(only, PATIENCE) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          found = Long.parseLong(new String(record.value(), UTF_8));
        }
      }
      return found;
    }
  }

  private void write(long generation)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] value = Long.toString(generation).getBytes(UTF_8);
      producer
          .send(new ProducerRecord<>(topic(), KEY, value))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void forgetOffsets(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      await(admin.deleteConsumerGroups(List.of(application)).all());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  private void forgetState(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (String name : INTERNAL) {
      String topic = application + "-" + name;
      try {
        await(admin.deleteTopics(List.of(topic)).all());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
      while (exists(admin, topic)) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  private static boolean exists(Admin admin, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    return await(admin.listTopics().names()).contains(topic);
  }

  private static <T> T await(org.apache.kafka.common.KafkaFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while talking to the broker", e);
  }

  private static String cause(Exception e) {
    return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
  }
}
