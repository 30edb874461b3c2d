package io.logtriage.app;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.wire.Position;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.LineTotals;
import io.logtriage.streams.ReplayInput;
import io.logtriage.streams.ReplayStatus;
import io.logtriage.streams.ReplayStreams;
import io.logtriage.streams.ReplayWindow;
import io.logtriage.streams.StreamsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One replay from its first line to its last incident, telling how far it is. */
final class ReplayRun {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final long TELL_EVERY = 2_000_000_000L;

  private final String name;
  private final ReplayServers servers;
  private final Topics topics;
  private final Engine engine;
  private final ReplayWindow window;
  private final Width width;
  private final Console console;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /** How much of it goes on at once. */
  record Width(int threads, int partitions) {}

  ReplayRun(
      String name,
      ReplayServers servers,
      Topics topics,
      Engine engine,
      ReplayWindow window,
      Width width,
      Console console) {
    this.name = name;
    this.servers = servers;
    this.topics = topics;
    this.engine = engine;
    this.window = window;
    this.width = width;
    this.console = console;
  }

  /**
   * Runs it.
   *
   * @return false when it was told to stop before it was done
   */
  boolean run(ReplayFeed feed, Lifetime lifetime) {
    Path state = DataFolders.create(servers.stateFolder(name));
    long began = System.nanoTime();
    boolean done;
    try (ReplayStreams streams =
            new ReplayStreams(options(state), engine, width.partitions(), window);
        ReplayInput input = new ReplayInput(servers.client(), topics, width.partitions())) {
      lifetime.add(() -> stopping.set(true));
      streams.start();
      done = await(streams, feed, input, lifetime, began);
      if (done) {
        tellLedger(streams.totals(), began);
      }
    }
    if (done) {
      TemporaryFolder.remove(state);
    }
    return done;
  }

  private StreamsOptions options(Path state) {
    return StreamsOptions.of(servers.address(), state)
        .withKafka(servers.extra())
        .withTopics(topics)
        .withThreads(width.threads())
        .withCommitInterval(Duration.ofMillis(500));
  }

  private boolean await(
      ReplayStreams streams, ReplayFeed feed, ReplayInput input, Lifetime lifetime, long began) {
    if (!awaitRunning(streams, lifetime)) {
      return false;
    }
    Map<String, Position> taken = streams.positions();
    CompletableFuture<Void> feeding =
        CompletableFuture.runAsync(
            () -> {
              feed.sendTo(input, servers, taken, stopping::get);
              if (!stopping.get()) {
                input.end();
              }
            });
    long told = began;
    while (!streams.check().done()) {
      if (feeding.isCompletedExceptionally()) {
        rethrow(feeding);
      }
      if (stopping.get() || lifetime.awaitEnd(LOOK)) {
        stopping.set(true);
        feeding.exceptionally(failed -> null).join();
        return false;
      }
      if (System.nanoTime() - told >= TELL_EVERY) {
        told = System.nanoTime();
        tell(streams.check(), feed, began);
      }
    }
    rethrow(feeding);
    return true;
  }

  private boolean awaitRunning(ReplayStreams streams, Lifetime lifetime) {
    while (!streams.check().running()) {
      if (lifetime.awaitEnd(LOOK)) {
        return false;
      }
    }
    return true;
  }

  private static void rethrow(CompletableFuture<Void> feeding) {
    try {
      feeding.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private void tell(ReplayStatus status, ReplayFeed feed, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    double megabytes = status.bytesTaken() / 1e6;
    StringBuilder text = new StringBuilder("replay ").append(name).append(": ");
    double share = feed.share();
    if (status.inputEnded()) {
      text.append(status.findingsTracked()).append(" findings tracked");
    } else {
      if (share > 0) {
        text.append(String.format(Locale.ROOT, "%.0f %%, ", Math.min(share, 1) * 100));
      }
      text.append(String.format(Locale.ROOT, "%.0f MB, %.0f MB/s", megabytes, megabytes / seconds));
      if (share > 0.01 && share < 1) {
        text.append(
            String.format(Locale.ROOT, ", about %.0f s left", seconds * (1 - share) / share));
      }
    }
    if (status.failure() != null) {
      text.append("; waits: ").append(status.failure());
    }
    console.note(text.toString());
  }

  private void tellLedger(LineTotals totals, long began) {
    console.note(
        String.format(
            Locale.ROOT,
            "replay %s: %d lines in %.1f s = %d matched + %d unmatched + %d repeated + %d dropped"
                + " + %d dead-lettered",
            name,
            totals.in(),
            (System.nanoTime() - began) / 1e9,
            totals.matched(),
            totals.unmatched() + totals.pending(),
            totals.repeated(),
            totals.dropped(),
            totals.deadLettered()));
  }
}
