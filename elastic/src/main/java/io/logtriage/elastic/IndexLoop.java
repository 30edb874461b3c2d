package io.logtriage.elastic;

import io.logtriage.patterns.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
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

  /** An attempt is one small request: seldom enough for a cluster in need, soon enough for us. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final List<String> topics;
  private final IndexSetup setup;
  private final RecordReader reader;
  private final BulkWriter writer;
  private final DeadLetters deadLetters;
  private final IndexProgress progress = new IndexProgress();
  private final Backoff backoff = new Backoff(Duration.ofMillis(200), LONGEST_PAUSE);
  private final Batch batch = new Batch();
  private final WriteAliases aliases;
  private final Offsets offsets;
  private final BrokerWatch broker;
  private final DailyDrop dailyDrop;
  private final CountDownLatch ending = new CountDownLatch(1);
  private long lastLook = System.nanoTime() - LOOK.toNanos();
  private boolean waiting;
  private long nextAttempt = System.nanoTime();

  IndexLoop(
      Consumer<byte[], byte[]> consumer,
      Topics topics,
      IndexSetup setup,
      Retention retention,
      DeadLetters deadLetters) {
    this.consumer = consumer;
    this.topics = setup.topics(topics);
    this.setup = setup;
    this.reader = new RecordReader(topics, setup.names());
    this.aliases = setup.aliases();
    this.writer = new BulkWriter(setup.connection(), aliases);
    this.offsets = new Offsets(consumer);
    this.broker = new BrokerWatch(consumer, topics.incidents());
    this.dailyDrop = new DailyDrop(new OldIndices(setup.connection(), setup.names(), retention));
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
      ConsumerRecords<byte[], byte[]> records = consumer.poll(pollTime());
      if (!records.isEmpty()) {
        broker.heard();
      }
      batch.add(records, reader);
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
    broker.check();
    try {
      if (System.nanoTime() - lastLook >= LOOK.toNanos()) {
        look();
      }
      readAgainWhatWasLost();
    } catch (ElasticsearchFailure e) {
      return String.valueOf(e.getMessage());
    }
    return write();
  }

  /** Is it still the cluster that we know, and is all there that must be? */
  private void look() {
    setup.ensure();
    String cluster = setup.clusterUuid();
    if (offsets.writeTo(cluster)) {
      aliases.forget();
    } else {
      aliases.look();
    }
    dailyDrop.dropIfDue();
    lastLook = System.nanoTime();
  }

  private void readAgainWhatWasLost() {
    if (aliases.takeLost()) {
      offsets.readAllAgain();
    }
    batch.drop(offsets.rewind());
  }

  private String write() {
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
    readAgainWhatWasLost();
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

  /** Whatever it was, the cluster may be another one after it. */
  private void waitAfter(String trouble) {
    progress.waits(trouble);
    lastLook = System.nanoTime() - LOOK.toNanos();
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

  private void commit() {
    if (batch.hasOffsets()) {
      offsets.settled(batch.takeOffsets());
    }
    offsets.commit();
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
      offsets.assigned(partitions);
      lastLook = System.nanoTime() - LOOK.toNanos();
      if (waiting) {
        consumer.pause(partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      batch.drop(partitions);
      offsets.revoked(partitions);
    }
  }
}
