package io.logtriage.app.notify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Read, gather, tell, remember, commit; in that order, so that nothing is lost at any moment. */
final class NotifyLoop implements Runnable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MAX_ITEMS = 100;
  private static final int MAX_BYTES = 1 << 20;

  /** With so many incidents untold, reading waits for the receiver. */
  private static final int MAX_WAITING = 5_000;

  private final Notifier.Settings settings;
  private final Receiver receiver;
  private final Consumer<String> journal;
  private final Backlog backlog;
  private final Pauses pauses = new Pauses();
  private @Nullable ToldTopic memory;
  private long newsSince;
  private long remindedAt = System.nanoTime();
  private long told;
  private long refused;
  private volatile boolean ending;
  private volatile NotifierStatus status = new NotifierStatus(false, false, 0, 0, 0, "", false);

  NotifyLoop(Notifier.Settings settings, Receiver receiver, Consumer<String> journal) {
    this.settings = settings;
    this.receiver = receiver;
    this.journal = journal;
    this.backlog = new Backlog(settings.wanted());
  }

  NotifierStatus status() {
    return status;
  }

  void end() {
    ending = true;
  }

  @Override
  public void run() {
    try (ToldTopic opened =
            new ToldTopic(settings.kafka(), settings.told(), settings.subscription());
        Subscription reading = new Subscription(settings, backlog, this::remember)) {
      memory = opened;
      if (!settings.rehearse()) {
        opened.create();
      }
      reading.start();
      while (!ending) {
        step(reading);
      }
    } catch (InterruptedException | InterruptException stop) {
      status = status("", false, true);
    } catch (RuntimeException failure) {
      status = status(String.valueOf(failure.getMessage()), false, true);
    }
  }

  private void remember() {
    ToldTopic reading = memory;
    if (reading != null && !settings.rehearse()) {
      backlog.remember(reading.read());
    }
  }

  private void step(Subscription reading) {
    String trouble = status.trouble();
    try {
      boolean idle = backlog.size() == 0;
      int read = reading.poll(POLL, backlog.size() > MAX_WAITING, this::take);
      if (idle && backlog.size() > 0) {
        newsSince = System.nanoTime();
      }
      trouble = pauses.over() ? tell(reading, read > 0) : trouble;
    } catch (InterruptException stop) {
      throw stop;
    } catch (KafkaException failure) {
      trouble = "Kafka: " + failure.getMessage();
      if (!trouble.equals(status.trouble())) {
        journal.accept("notify waits, nothing is lost: " + trouble);
      }
      pauses.begin(null);
    }
    status = status(trouble, reading.caughtUp(), false);
  }

  private void take(ConsumerRecord<byte[], byte[]> record, boolean history) {
    byte[] document = record.value();
    if (document == null) {
      return; // forgotten long after it was over
    }
    try {
      Notice notice = Notice.of(document, version(record));
      backlog.take(notice, document, record.partition(), history);
    } catch (IOException broken) {
      journal.accept(
          "no incident at "
              + record.topic()
              + "-"
              + record.partition()
              + "@"
              + record.offset()
              + ", passed over: expected a JSON document");
    }
  }

  private static long version(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader("version");
    byte[] value = header == null ? null : header.value();
    return value == null || value.length != Long.BYTES ? 0 : ByteBuffer.wrap(value).getLong();
  }

  /** Says what stands in the way; empty when nothing does. */
  private String tell(Subscription reading, boolean more) {
    if (backlog.size() > 0 && isGathered() && reading.knowsHistory()) {
      String trouble = tellNext();
      if (!trouble.isEmpty()) {
        return trouble;
      }
    }
    if (backlog.size() == 0 && !settings.rehearse()) {
      reading.commit(more);
    }
    remind(reading);
    return "";
  }

  private boolean isGathered() {
    return System.nanoTime() - newsSince >= settings.gather().toNanos();
  }

  private String tellNext() {
    Message message = backlog.next(MAX_ITEMS, MAX_BYTES);
    if (!message.items().isEmpty()) {
      Answer answer = receiver.send(receiver.body(message));
      if (answer instanceof Answer.Later later) {
        if (!later.reason().equals(status.trouble())) {
          journal.accept(receiver.where() + " does not take it now, retrying: " + later.reason());
        }
        pauses.begin(later.after());
        return later.reason();
      }
      pauses.reset();
      count(message, answer);
    }
    var changed = backlog.delivered(message, System.currentTimeMillis());
    ToldTopic remembering = memory;
    if (remembering != null && !settings.rehearse()) {
      remembering.write(changed);
    }
    return "";
  }

  private void count(Message message, Answer answer) {
    int events = message.items().size();
    String what = events == 1 ? "1 event" : events + " events";
    if (answer instanceof Answer.Refused never) {
      refused += events;
      journal.accept(
          receiver.where()
              + " refused "
              + what
              + ", not sent again: "
              + never.reason()
              + "; check its address and token");
    } else {
      told += events;
      journal.accept("told " + receiver.where() + ": " + what);
    }
  }

  /** A reminder that fails is not worth a retry: the next one comes soon. */
  private void remind(Subscription reading) {
    long every = receiver.remindEvery().toNanos();
    if (every == 0 || System.nanoTime() - remindedAt < every) {
      return;
    }
    remindedAt = System.nanoTime();
    List<Notice> open = backlog.open(reading.partitions());
    for (int from = 0; from < open.size(); from += MAX_ITEMS) {
      List<Notice> some = open.subList(from, Math.min(open.size(), from + MAX_ITEMS));
      if (!(receiver.send(receiver.reminder(some)) instanceof Answer.Taken)) {
        return;
      }
    }
  }

  private NotifierStatus status(String trouble, boolean caughtUp, boolean failed) {
    return new NotifierStatus(
        trouble.isEmpty() && !failed,
        caughtUp && backlog.size() == 0,
        backlog.size(),
        told,
        refused,
        trouble,
        failed);
  }
}
