package io.logtriage.ingest;

import io.logtriage.ingest.ShipperStatus.State;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.FileSearch;
import io.logtriage.patterns.format.FormatHint;
import io.logtriage.patterns.format.LineParser;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.redact.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows files and standard input into {@code logs}. What cannot be sent is tried again without
 * end and without loss; positions are kept in the checkpoint, so that the next start goes on there.
 */
public final class Shipper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Shipper.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int BUFFERS = 32 << 20;

  private final ShipperOptions options;
  private final InputStream in;
  private final Supplier<RecordSink> sinks;
  private final boolean checkBroker;
  private final Progress progress = new Progress();
  private final Thread thread = new Thread(this::run, "logtriage-ship");
  private volatile boolean closing;
  private @Nullable Checkpoint checkpoint;
  private @Nullable StandardInput stdin;

  public Shipper(ShipperOptions options) {
    this(options, System.in, () -> new KafkaSink(options), true);
  }

  Shipper(ShipperOptions options, InputStream in, Supplier<RecordSink> sinks, boolean checkBroker) {
    this.options = options;
    this.in = in;
    this.sinks = sinks;
    this.checkBroker = checkBroker;
  }

  /**
   * Waits for Kafka, then ships in a thread of its own.
   *
   * @throws ShipperException when Kafka or its topic is not there in time, or the checkpoint cannot
   *     be used
   */
  public Shipper start() throws InterruptedException {
    Checkpoint opened = Checkpoint.open(options.checkpoint());
    try {
      if (checkBroker) {
        BrokerCheck.await(options);
      }
    } catch (RuntimeException | InterruptedException e) {
      opened.close();
      throw e;
    }
    checkpoint = opened;
    thread.start();
    return this;
  }

  /** How far it is. */
  public ShipperStatus check() {
    return progress.status();
  }

  /**
   * Waits until all that is in the files now is acknowledged.
   *
   * @return false when that took too long, or shipping came to an end before
   */
  public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return progress.awaitCaughtUp(atMost);
  }

  /** Ends within about 5 s: waits for what is under way, then notes how far it came. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(CLOSE.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(CLOSE.toMillis());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    if (checkpoint != null) {
      checkpoint.close();
    }
    progress.state(State.CLOSED);
  }

  private void run() {
    Checkpoint kept = checkpoint;
    if (kept == null) {
      return;
    }
    CheckpointState state = kept.loaded();
    TailSettings settings = settings(state.shipper(), state.sources().isEmpty());
    Backoff backoff = new Backoff();
    try {
      while (!closing && progress.status().state() != State.DONE) {
        long acknowledged = progress.counters().linesAcknowledged();
        state = session(kept, state, settings);
        settings = settings(state.shipper(), false);
        if (!closing && progress.status().state() != State.DONE) {
          backoff.pause(progress.counters().linesAcknowledged() > acknowledged, () -> closing);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      log.error("Shipping ended by a defect", e);
      progress.failed("shipping ended by a defect of this program: " + e);
    }
  }

  /** Ships until that ends for any reason, and gives what to go on from. */
  private CheckpointState session(Checkpoint kept, CheckpointState state, TailSettings settings)
      throws InterruptedException {
    RecordSink sink = sinks.get();
    FileSearch search = new FileSearch(options.paths(), true);
    Discovery discovery = new Discovery(search, options.naming(), settings, state.sources());
    ShippingSession session =
        new ShippingSession(
            discovery,
            stdin(state, settings),
            options.once(),
            kept,
            state.shipper(),
            sink,
            "Kafka at " + options.bootstrapServers(),
            progress,
            () -> closing);
    try {
      session.run();
      session.finish(CLOSE.minusSeconds(2));
    } catch (SendException | IOException e) {
      String message = message(e);
      if (!message.equals(progress.status().error())) {
        log.warn("{}; trying again until it works", message);
      }
      progress.error(message);
    } finally {
      session.close();
      sink.close(Duration.ofSeconds(1));
    }
    return session.state();
  }

  private String message(Exception e) {
    return e instanceof SendException
        ? "Kafka at " + options.bootstrapServers() + " did not take a record: " + e.getMessage()
        : String.valueOf(e.getMessage());
  }

  private @Nullable StandardInput stdin(CheckpointState state, TailSettings settings) {
    String name = options.stdin();
    if (name == null) {
      return null;
    }
    if (stdin == null) {
      Source source = Discovery.zoned(options.naming().named(name));
      stdin = new StandardInput(source, in, settings, state.sources().get(source.key()));
      stdin.start();
    }
    stdin.rewind();
    return stdin;
  }

  private TailSettings settings(String shipper, boolean first) {
    int files = new FileSearch(options.paths(), true).run().files().size();
    return new TailSettings(
        shipper,
        Redactor::redact,
        Shipper::times,
        progress.counters(),
        first && options.fromEnd(),
        options.once(),
        Math.max(8 << 10, Math.min(128 << 10, BUFFERS / Math.max(1, files))),
        1_000);
  }

  private static LineTime times(Source source) {
    ZoneId zone = source.zone();
    LineParser parser =
        new LineParser(
            zone == null ? ZoneId.systemDefault() : zone, FormatHint.of(source.format()).formats());
    ParsedEvent event = new ParsedEvent();
    return (bytes, from, to) -> {
      parser.parse(bytes, from, to, event);
      return event.time == ParsedEvent.NO_TIME ? LineTime.NONE : event.time;
    };
  }
}
