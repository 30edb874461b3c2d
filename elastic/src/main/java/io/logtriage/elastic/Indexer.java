package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.wire.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the topics {@code incidents} and {@code tagged-logs} hold into Elasticsearch: at
 * least once, with ids and versions that make a repeat harmless. Several may run: they share the
 * work.
 *
 * <p>An Elasticsearch that is away, busy or closed to us is waited for, however long it takes.
 */
public final class Indexer implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(10);

  private final Map<String, Object> kafka;
  private final Topics topics;
  private final IndexSetup setup;
  private final Retention retention;
  private @Nullable DeadLetters deadLetters;
  private volatile @Nullable IndexLoop loop;
  private @Nullable Thread thread;

  /**
   * @param kafka settings of any Kafka client: {@code bootstrap.servers}, security
   * @param setup where to write; whatever is missing there is put before the first document
   */
  public Indexer(Map<String, Object> kafka, Topics topics, IndexSetup setup) {
    this(kafka, topics, setup, Retention.defaults());
  }

  /**
   * @param retention once a day, indices older than that are dropped
   */
  public Indexer(Map<String, Object> kafka, Topics topics, IndexSetup setup, Retention retention) {
    this.retention = requireNonNull(retention, "retention is null");
    this.kafka = Map.copyOf(kafka);
    this.topics = requireNonNull(topics, "topics is null");
    this.setup = requireNonNull(setup, "setup is null");
  }

  /** Returns at once; {@link #check} says how it goes. */
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException("the indexer was started before");
    }
    deadLetters = new DeadLetters(IndexerClients.producer(kafka, topics), topics.deadLetters());
    loop =
        new IndexLoop(
            new KafkaConsumer<>(IndexerClients.consumer(kafka, topics)),
            topics,
            setup,
            retention,
            deadLetters);
    thread = new Thread(loop, topics.applicationId() + "-index");
    thread.setDaemon(true);
    thread.start();
  }

  /** How far it has come; asks nobody, so it can be called often. */
  public IndexerStatus check() {
    IndexLoop started = loop;
    return started == null ? new IndexProgress().status() : started.progress().status();
  }

  /** Ends after the request under way; what is not written yet will be read again. */
  @Override
  public synchronized void close() {
    IndexLoop started = loop;
    if (started == null || thread == null || deadLetters == null) {
      return;
    }
    started.end();
    try {
      thread.join(END.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(END.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deadLetters.close();
  }
}
