package io.logtriage.app;

import io.logtriage.streams.IncidentReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Prints incidents from the topic as they open and end, in a thread of its own. */
final class IncidentFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final IncidentReader reader;
  private final IncidentPrinter printer;
  private final Map<String, IncidentView> known = new LinkedHashMap<>();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "incident-follower");
  private volatile boolean closing;

  IncidentFollower(IncidentReader reader, IncidentPrinter printer) {
    this.reader = reader;
    this.printer = printer;
    thread.setDaemon(true);
  }

  IncidentFollower start(Duration patience) {
    reader.start(patience);
    thread.start();
    return this;
  }

  /** The incidents seen so far, in order of their first line. */
  synchronized List<IncidentView> incidents() {
    return known.values().stream().sorted(IncidentView.BY_FIRST_SEEN).toList();
  }

  private void run() {
    try {
      while (!closing) {
        reader.poll(POLL, (id, version, opened, document) -> show(document));
      }
    } catch (RuntimeException failed) {
      if (!closing) {
        failure.set(failed);
      }
    } finally {
      reader.close();
    }
  }

  private synchronized void show(byte @Nullable [] document) {
    if (document == null) {
      return;
    }
    IncidentView incident = IncidentView.of(document);
    IncidentView before = known.put(incident.id(), incident);
    String transition = IncidentPrinter.transition(before, incident);
    if (!transition.equals("update")) {
      printer.print(incident, transition, known);
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(3_000);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }
}
