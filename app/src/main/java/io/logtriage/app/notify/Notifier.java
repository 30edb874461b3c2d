package io.logtriage.app.notify;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells one receiver of incidents, in a thread of its own. What was told is remembered on a topic,
 * so a restart repeats nothing; only an end between the receiver's answer and that memory makes one
 * message come twice.
 */
public final class Notifier implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(20);

  private final NotifyLoop loop;
  private @Nullable Thread thread;

  /**
   * What is told to whom.
   *
   * @param kafka settings of any Kafka client: {@code bootstrap.servers}, security
   * @param incidents topic that is read
   * @param told topic that remembers what was told
   * @param subscription the consumer group's name
   * @param gather how long news waits for more, so that a storm, or a cause and its effects, is one
   *     message
   * @param onlyNew on the very first start, not even what is open is told
   * @param rehearse nothing is committed or remembered
   */
  public record Settings(
      Map<String, Object> kafka,
      String incidents,
      String told,
      String subscription,
      Predicate<Notice> wanted,
      Duration gather,
      boolean onlyNew,
      boolean rehearse) {
    public Settings {
      kafka = Map.copyOf(kafka);
      requireNonNull(incidents, "incidents is null");
      requireNonNull(told, "told is null");
      requireNonNull(subscription, "subscription is null");
      requireNonNull(wanted, "wanted is null");
      requireNonNull(gather, "gather is null");
    }
  }

  /**
   * @param journal gets a line for each message told, refused or waiting; never anything secret
   */
  public Notifier(Settings settings, Receiver receiver, Consumer<String> journal) {
    this.loop = new NotifyLoop(settings, receiver, journal);
  }

  /** Returns at once; {@link #check} says how it goes. */
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException("the notifier was started before");
    }
    thread = new Thread(loop, "notifier");
    thread.setDaemon(true);
    thread.start();
  }

  /** How far it has come; asks nobody, so it can be called often. */
  public NotifierStatus check() {
    return loop.status();
  }

  /** Ends after the request under way; what was not told yet is told after the next start. */
  @Override
  public synchronized void close() {
    if (thread == null) {
      return;
    }
    loop.end();
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
