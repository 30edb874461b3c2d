package io.logtriage.ingest;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.SourceFiles;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads files that nobody writes to any more into records, a few sources at a time in turn, so that
 * whoever takes the records can work on several at once.
 */
public final class ArchiveReader {
  /** Who the records say has read them. */
  public static final String SHIPPER = "archive";

  /** Sources that are read in turn. */
  private static final int IN_TURN = 16;

  private final List<SourceFiles> sources;
  private final Map<String, Position> taken;
  private final List<FileProblem> problems = new ArrayList<>();
  private final AtomicLong read = new AtomicLong();

  /**
   * @param sources each with its files, oldest first
   * @param taken by source key: lines up to there are left out, an earlier reading sent them
   */
  public ArchiveReader(List<SourceFiles> sources, Map<String, Position> taken) {
    this.sources = List.copyOf(sources);
    this.taken = Map.copyOf(requireNonNull(taken, "taken is null"));
  }

  /** Size of all files as they are stored, bytes. */
  public long size() {
    return sources.stream()
        .flatMap(source -> source.files().stream())
        .mapToLong(f -> f.size())
        .sum();
  }

  /** How much of {@link #size()} was read; may be asked by any thread. */
  public long read() {
    return read.get();
  }

  /**
   * Reads all, once.
   *
   * @param ended asked between records; true stops early
   * @return files that could not be read, or not to their end
   */
  public List<FileProblem> sendTo(Consumer<LogsRecord> sink, BooleanSupplier ended) {
    Iterator<SourceFiles> waiting = sources.iterator();
    Deque<ArchiveSource> turn = new ArrayDeque<>();
    try {
      while (!ended.getAsBoolean()) {
        while (turn.size() < IN_TURN && waiting.hasNext()) {
          SourceFiles next = waiting.next();
          turn.add(new ArchiveSource(next, taken.get(next.source().key()), problems::add, read));
        }
        ArchiveSource source = turn.poll();
        if (source == null) {
          return problems;
        }
        LogsRecord record = source.next();
        if (record != null) {
          sink.accept(record);
          turn.add(source);
        }
      }
      return problems;
    } finally {
      close(turn.stream());
    }
  }

  private static void close(Stream<ArchiveSource> open) {
    open.forEach(
        source -> {
          try {
            source.close();
          } catch (IOException e) {
            throw new UncheckedIOException("cannot close a log file that was read", e);
          }
        });
  }
}
