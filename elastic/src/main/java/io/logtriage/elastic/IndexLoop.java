package io.logtriage.elastic;

import io.logtriage.patterns.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Read, write, commit; and when Elasticsearch does not take it: pause the partitions, keep polling
 * so that the group keeps us, and try again, for ever. What is read is committed only once it is
 * written or kept as a dead letter.
 */
final class IndexLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexLoop.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(250);
  private static final Duration COMMIT = Duration.ofSeconds(10);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final List<String> topics;
  private final IndexSetup setup;
  private final RecordReader reader;
  private final BulkWriter writer;
  private final DeadLetters deadLetters;
  private final IndexProgress progress = new IndexProgress();
  private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));
  private final Batch batch = new Batch();
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private boolean prepared;
  private boolean waiting;
  private long nextAttempt = System.nanoTime();

  IndexLoop(
      Consumer<byte[], byte[]> consumer, Topics topics, IndexSetup setup, DeadLetters deadLetters) {
    this.consumer = consumer;
    this.topics = List.of(topics.incidents(), topics.taggedLogs());
    this.setup = setup;
    this.reader = new RecordReader(topics, setup.names());
    this.writer = new BulkWriter(setup.connection(), setup.aliases());
    this.deadLetters = deadLetters;
  }

  IndexProgress progress() {
    return progress;
  }

  /** Ends the loop soon; what is not settled will be read again. */
  void end() {
    ending.countDown();
    consumer.wakeup();
  }

  @Override
  public void run() {
    try {
      consumer.subscribe(topics, new Partitions());
      while (!isEnding()) {
        step();
      }
      progress.closed();
    } catch (RuntimeException | Error e) {
      if (!isEnding()) {
        LOG.error("Indexing ended: nothing is written until it is started again", e);
      }
      progress.failed(e.toString());
    } finally {
      closeConsumer();
    }
  }

  private void step() {
    try {
      batch.add(consumer.poll(pollTime()), reader);
      if (System.nanoTime() - nextAttempt >= 0) {
        String trouble = work();
        if (trouble.isEmpty()) {
          goOn();
        } else {
          waitAfter(trouble);
        }
      }
    } catch (WakeupException e) {
      LOG.debug("Woken up to end");
    } catch (KafkaException e) {
      waitAfter("Kafka: " + e.getMessage());
      sleep();
    }
    progress.seen(consumer, batch);
  }

  private Duration pollTime() {
    long left = nextAttempt - System.nanoTime();
    return left <= 0 ? IDLE_POLL : Duration.ofNanos(Math.min(left, IDLE_POLL.toNanos()));
  }

  /** Says what stands in the way; empty when all that was read is settled. */
  private String work() {
    if (!prepared) {
      try {
        setup.ensure();
        prepared = true;
      } catch (ElasticsearchFailure e) {
        return String.valueOf(e.getMessage());
      }
    }
    if (batch.isSettled()) {
      return "";
    }
    BulkOutcome outcome = writer.write(batch.operations());
    batch.settle(outcome);
    progress.count(outcome);
    if (!batch.refusals().isEmpty()) {
      deadLetters.keep(batch.refusals());
      progress.deadLettered(batch.refusals());
      batch.clearRefusals();
    }
    if (outcome.written() + outcome.stale() > 0) {
      backoff.reset();
    }
    return outcome.trouble();
  }

  private void goOn() {
    backoff.reset();
    progress.well();
    if (waiting) {
      waiting = false;
      consumer.resume(consumer.paused());
    }
    commit();
  }

  private void waitAfter(String trouble) {
    progress.waits(trouble);
    waiting = true;
    nextAttempt = System.nanoTime() + backoff.next().toNanos();
    consumer.pause(consumer.assignment());
  }

  /** Kafka itself is the trouble: polling would not wait. */
  private void sleep() {
    try {
      boolean ended = ending.await(nextAttempt - System.nanoTime(), TimeUnit.NANOSECONDS);
      LOG.debug("Waited for Kafka, to end: {}", ended);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private boolean isEnding() {
    return ending.getCount() == 0;
  }

  /** A commit that fails costs nothing but reading again: every write can be repeated. */
  private void commit() {
    if (batch.hasOffsets()) {
      uncommitted.putAll(batch.takeOffsets());
    }
    if (uncommitted.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(uncommitted, COMMIT);
      uncommitted.clear();
    } catch (RetriableException | CommitFailedException | RebalanceInProgressException e) {
      LOG.debug("Offsets not committed yet", e);
    }
  }

  private void closeConsumer() {
    try {
      if (batch.isSettled()) {
        commit();
      }
    } catch (KafkaException e) {
      LOG.debug("Offsets not committed at the end", e);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE));
    }
  }

  /** What changes with the group. */
  private final class Partitions implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (waiting) {
        consumer.pause(partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      batch.drop(partitions);
      uncommitted.keySet().removeAll(partitions);
    }
  }
}
