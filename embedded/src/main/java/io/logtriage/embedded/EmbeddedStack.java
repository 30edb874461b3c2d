package io.logtriage.embedded;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Kafka and Elasticsearch, started at the same time. */
public final class EmbeddedStack implements AutoCloseable {
  private final EmbeddedKafka kafka;
  private final EmbeddedElasticsearch elasticsearch;

  public EmbeddedStack(EmbeddedKafka.Options kafka, EmbeddedElasticsearch.Options elasticsearch) {
    this.kafka = new EmbeddedKafka(kafka);
    this.elasticsearch = new EmbeddedElasticsearch(elasticsearch);
  }

  /**
   * Returns when both can be used; when one fails, the other is stopped.
   *
   * @param progress told, from any thread, when a server is ready: {@code kafka ready in 2.1 s}
   */
  public EmbeddedStack start(Consumer<String> progress) {
    CompletableFuture<Void> search =
        CompletableFuture.runAsync(
            () -> timed("elasticsearch", elasticsearch::start, progress), EmbeddedStack::inThread);
    try {
      timed("kafka", kafka::start, progress);
      search.join();
      return this;
    } catch (CompletionException | CancellationException e) {
      close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  public EmbeddedKafka kafka() {
    return kafka;
  }

  public EmbeddedElasticsearch elasticsearch() {
    return elasticsearch;
  }

  /** Stops both at the same time. Safe to repeat. */
  @Override
  public void close() {
    CompletableFuture<Void> search =
        CompletableFuture.runAsync(elasticsearch::close, EmbeddedStack::inThread);
    kafka.close();
    search.join();
  }

  private static void timed(String server, Runnable start, Consumer<String> progress) {
    long before = System.nanoTime();
    start.run();
    double seconds = (System.nanoTime() - before) / 1e9;
    progress.accept(String.format(Locale.ROOT, "%s ready in %.1f s", server, seconds));
  }

  private static void inThread(Runnable work) {
    new Thread(work, "embedded elasticsearch").start();
  }
}
