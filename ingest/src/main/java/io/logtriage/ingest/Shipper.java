package io.logtriage.ingest;

import io.logtriage.ingest.ShipperStatus.State;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.format.FormatHint;
import io.logtriage.patterns.format.LineParser;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.wire.LogsRecord;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
  private final Streams streams;
  private final Supplier<RecordSink> sinks;
  private final boolean dry;
  private final SourcesWatch sources;
  private final Progress progress = new Progress();
  private final Thread thread = new Thread(this::run, "logtriage-ship");
  private volatile boolean closing;
  private List<Input> inputs = List.of();
  private @Nullable Checkpoint checkpoint;
  private CheckpointState begin = CheckpointState.empty("none");

  public Shipper(ShipperOptions options) {
    this(options, System.in, System.getenv(), () -> new KafkaSink(options), false);
  }

  Shipper(
      ShipperOptions options,
      InputStream in,
      Map<String, String> environment,
      Supplier<RecordSink> sinks,
      boolean dry) {
    this.options = options;
    this.streams = new Streams(in, environment, options.once());
    this.sinks = sinks;
    this.dry = dry;
    this.sources = new SourcesWatch(options);
  }

  /**
   * Reads as a shipper would, shows what it would send, and leaves Kafka and the checkpoint alone.
   *
   * @param records called on the shipper's thread
   */
  public static Shipper dryRun(ShipperOptions options, Consumer<LogsRecord> records) {
    return new Shipper(options, System.in, System.getenv(), () -> new DryRun(records), true);
  }

  /**
   * Waits for Kafka, then ships in a thread of its own.
   *
   * @throws ShipperException when Kafka or its topic is not there in time, an input cannot be read,
   *     or the checkpoint cannot be used
   * @throws InvalidSourcesException when the file of sources cannot be used
   */
  public Shipper start() throws InterruptedException {
    inputs = sources.read();
    Checkpoint opened =
        dry ? Checkpoint.dry(options.checkpoint()) : Checkpoint.open(options.checkpoint());
    try {
      if (!dry) {
        BrokerCheck.await(options);
      }
      begin = begin(opened);
      streams.use(inputs, begin, settings(begin.shipper()), true);
    } catch (IOException e) {
      streams.close();
      opened.close();
      throw new ShipperException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException | InterruptedException e) {
      opened.close();
      throw e;
    }
    checkpoint = opened;
    thread.start();
    return this;
  }

  private CheckpointState begin(Checkpoint opened) {
    if (dry || !opened.isEmpty()) {
      return opened.loaded();
    }
    LostCheckpoint lost = new LostCheckpoint(groups(), options.redaction());
    return lost.rebuild(opened.loaded(), LastRecords.of(options, lost.sources()));
  }

  /** Reads the file of sources again, soon; it is read by itself when it changes. */
  public void reload() {
    sources.reload();
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
    CheckpointState state = begin;
    Backoff backoff = new Backoff();
    try {
      while (!closing && progress.status().state() != State.DONE) {
        long acknowledged = progress.counters().linesAcknowledged();
        state = session(kept, state);
        if (!closing && sources.changed()) {
          inputs = sources.readAgain(inputs);
          progress.error(sources.problem());
          streams.use(inputs, state, settings(state.shipper()), false);
        } else if (!closing && progress.status().state() != State.DONE) {
          backoff.pause(progress.counters().linesAcknowledged() > acknowledged, () -> closing);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      log.error("Shipping ended by a defect", e);
      progress.failed("shipping ended by a defect of this program: " + e);
    } finally {
      streams.close();
    }
  }

  /** Ships until that ends for any reason, and gives what to go on from. */
  private CheckpointState session(Checkpoint kept, CheckpointState state)
      throws InterruptedException {
    RecordSink sink = sinks.get();
    List<FileGroup> groups = groups();
    Set<String> started = new HashSet<>(state.started());
    groups.forEach(group -> started.add(group.name()));
    TailSettings settings = settings(state.shipper());
    streams.all().forEach(Stream::rewind);
    ShippingSession session =
        new ShippingSession(
            new Discovery(
                groups, state.started(), settings, state.sources(), new SourceZones(state.zones())),
            streams,
            options.once(),
            kept,
            state,
            started,
            sink,
            "Kafka at " + options.bootstrapServers(),
            progress,
            () -> closing,
            sources::changed);
    try {
      session.run();
      session.finish(CLOSE.minusSeconds(2));
    } catch (SendException | IOException e) {
      String message = message(e);
      if (!message.equals(progress.status().error())) {
        log.warn("{}; trying again until it works", message);
      }
      progress.error(message);
      noteError(kept, session.state());
    } finally {
      session.close();
      sink.close(Duration.ofSeconds(1));
    }
    return session.state();
  }

  /** For who asks the checkpoint while the shipper is in trouble. */
  private static void noteError(Checkpoint kept, CheckpointState state) {
    try {
      kept.write(state);
    } catch (IOException e) {
      log.debug("{}", e.toString());
    }
  }

  private String message(Exception e) {
    return e instanceof SendException
        ? "Kafka at " + options.bootstrapServers() + " did not take a record: " + e.getMessage()
        : String.valueOf(e.getMessage());
  }

  private List<FileGroup> groups() {
    List<FileGroup> groups = new ArrayList<>();
    for (Input input : inputs) {
      if (input instanceof Input.Files files) {
        groups.add(FileGroup.of(files));
      } else if (input instanceof Input.Docker docker) {
        groups.add(FileGroup.of(docker));
      }
    }
    return groups;
  }

  private TailSettings settings(String shipper) {
    int files = groups().stream().mapToInt(group -> group.search().files().size()).sum();
    return new TailSettings(
        shipper,
        options.redaction(),
        Shipper::times,
        progress.counters(),
        options.once(),
        Math.max(8 << 10, Math.min(128 << 10, BUFFERS / Math.max(1, files))),
        options.firstYear(),
        1_000,
        5_000);
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
