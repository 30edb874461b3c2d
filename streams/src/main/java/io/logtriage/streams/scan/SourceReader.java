package io.logtriage.streams.scan;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.FileYears;
import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.files.LogFile;
import io.logtriage.patterns.files.SourceFiles;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Findings of one source, read a chunk of lines at a time and only when the last ones are used. */
final class SourceReader implements FindingQueue {
  /** A chunk ends after so many lines or bytes, whichever comes first. */
  static final int CHUNK_LINES = 512;

  private static final int CHUNK_BYTES = 256 * 1024;

  private final SourceFiles source;
  private final SourceEngine engine;
  private final Iterator<LogFile> files;
  private final int chunk;
  private final OpenFiles openFiles;
  private final List<FileProblem> problems = new ArrayList<>();
  private final Deque<Finding> ready = new ArrayDeque<>();
  private final Deque<Recovery> signs = new ArrayDeque<>();
  private @Nullable FileCursor current;
  private FileYears years = FileYears.NONE;
  private boolean atEnd;
  private long in;
  private long cut;

  SourceReader(SourceFiles source, Engine engine, int chunk, OpenFiles openFiles) {
    this.chunk = chunk;
    this.source = source;
    this.engine = engine.open(source.source());
    this.files = source.files().iterator();
    this.openFiles = openFiles;
  }

  @Override
  public String deployment() {
    return source.source().deployment();
  }

  @Override
  public String key() {
    return source.source().key();
  }

  @Override
  public @Nullable Finding peek() {
    while (ready.isEmpty() && !atEnd) {
      atEnd = !read(ready::add, signs::add);
    }
    return ready.peek();
  }

  @Override
  public void remove() {
    ready.remove();
  }

  @Override
  public void takeSigns(Consumer<Recovery> taker) {
    signs.forEach(taker);
    signs.clear();
  }

  /** Greatest event time read; {@link Long#MIN_VALUE} when no line was dated. */
  long clock() {
    return engine.clock();
  }

  /** Files that could not be read, or not to their end. */
  List<FileProblem> problems() {
    return problems;
  }

  SourceLedger ledger() {
    return new SourceLedger(
        source.source(), in, engine.matched(), engine.unmatched(), 0, new TreeMap<>(), 0, cut);
  }

  SourceOverview overview() {
    return SourceOverview.of(source.source(), engine);
  }

  /**
   * Reads the next chunk.
   *
   * @return false when it was the last
   */
  boolean read(Consumer<Finding> findings, Consumer<Recovery> recoveries) {
    FileCursor cursor = cursor();
    if (cursor == null) {
      engine.flush();
    } else {
      try {
        readLines(cursor);
      } catch (IOException e) {
        problems.add(FileProblem.reading(cursor.file(), e));
        leave(cursor);
      }
    }
    engine.drain(findings, recoveries);
    return cursor != null;
  }

  private void readLines(FileCursor cursor) throws IOException {
    cursor.hold();
    try {
      readChunk(cursor);
    } finally {
      cursor.release();
    }
  }

  private void readChunk(FileCursor cursor) throws IOException {
    long arrival = cursor.file().modified();
    int bytes = 0;
    for (int lines = 0; lines < chunk && bytes < CHUNK_BYTES; lines++) {
      LineReader line = cursor.next();
      if (line == null) {
        current = null;
        return;
      }
      in++;
      cut += line.cut() ? 1 : 0;
      bytes += line.to() - line.from();
      if (years.changes()) {
        engine.year(years.at(line.offset()));
      }
      engine.line(line.bytes(), line.from(), line.to(), line.offset(), arrival);
    }
  }

  private @Nullable FileCursor cursor() {
    if (current == null && files.hasNext()) {
      LogFile file = files.next();
      current = new FileCursor(file, openFiles);
      years = source.years(file, years);
      engine.year(years.at(0));
    }
    return current;
  }

  private void leave(FileCursor cursor) {
    current = null;
    try {
      cursor.close();
    } catch (IOException e) {
      problems.add(FileProblem.reading(cursor.file(), e));
    }
  }
}
