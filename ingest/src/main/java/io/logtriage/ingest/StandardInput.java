package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.SourceState;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.wire.LogsRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are piped in. They cannot be read again: each run is a generation of its own, and what
 * the broker has not acknowledged when the shipper is killed is lost with the pipe.
 */
final class StandardInput implements LineSource {
  private final Source source;
  private final InputStream in;
  private final TailSettings settings;
  private final long generation;
  private final BlockingQueue<LogsRecord> records = new ArrayBlockingQueue<>(64);
  private volatile boolean ended;
  private volatile @Nullable IOException failure;
  private final Thread thread = new Thread(this::read, "logtriage-stdin");

  /** Under way, oldest first. */
  private final Deque<LogsRecord> unacknowledged = new ArrayDeque<>();

  /** To be sent again. */
  private final Deque<LogsRecord> again = new ArrayDeque<>();

  StandardInput(
      Source source, InputStream in, TailSettings settings, @Nullable SourceState remembered) {
    this.source = source;
    this.in = in;
    this.settings = settings;
    this.generation = remembered == null ? 0 : remembered.nextGeneration();
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  SourceState state() {
    return new SourceState(generation + 1, List.of());
  }

  /** What was under way is lost: it must be sent once more. */
  void rewind() {
    again.addAll(unacknowledged);
    unacknowledged.clear();
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public @Nullable Chunk next() throws IOException {
    LogsRecord record = again.isEmpty() ? records.poll() : again.poll();
    if (record != null) {
      unacknowledged.add(record);
      return new Chunk(this, record, unacknowledged::remove);
    }
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
    return null;
  }

  @Override
  public boolean atEnd() {
    return ended && records.isEmpty() && again.isEmpty() && unacknowledged.isEmpty();
  }

  /** Whether the other side of the pipe was closed. */
  boolean ended() {
    return ended;
  }

  @Override
  public long lag() {
    return records.stream().mapToLong(record -> record.value().length).sum();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** Packs until the target or until nothing more is there at the moment. */
  private void read() {
    Packer packer =
        new Packer(source, settings.shipper(), settings.redaction(), settings.counters());
    LineReader lines = new LineReader(in, 0);
    packer.begin(generation);
    try {
      while (lines.nextOrRest()) {
        if (!packer.fits(lines)) {
          hand(packer);
        }
        packer.add(lines);
        if (in.available() == 0 && lines.partial() == 0) {
          hand(packer);
        }
      }
      hand(packer);
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
    }
  }

  private void hand(Packer packer) throws InterruptedException {
    if (!packer.isEmpty()) {
      records.put(packer.build());
      packer.begin(generation);
    }
  }
}
