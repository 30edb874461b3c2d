package io.logtriage.ingest;

import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.FileYears;
import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.files.LogFile;
import io.logtriage.patterns.files.PartlyRead;
import io.logtriage.patterns.files.SourceFiles;
import io.logtriage.patterns.redact.Redactor;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.Position;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One source of an archive, read a record at a time. The files of its rotated set are the
 * generations 1, 2, ...: oldest first.
 */
final class ArchiveSource implements Closeable {
  private final SourceFiles source;
  private final List<LogFile> files;
  private final @Nullable Position taken;
  private final Consumer<FileProblem> problems;
  private final AtomicLong read;
  private final Packer packer;

  /** Index of the file that is read; its generation is one more. */
  private int index = -1;

  private @Nullable InputStream stream;
  private @Nullable LineReader line;
  private FileYears years = FileYears.NONE;

  /** Whether the line at hand did not fit into the last record. */
  private boolean held;

  /** How much of the current file was told as read. */
  private long told;

  ArchiveSource(
      SourceFiles source,
      @Nullable Position taken,
      Consumer<FileProblem> problems,
      AtomicLong read) {
    this.source = source;
    this.files = source.files();
    this.taken = taken;
    this.problems = problems;
    this.read = read;
    this.packer =
        new Packer(source.source(), ArchiveReader.SHIPPER, Redactor::redact, new Counters());
  }

  /** The next record; null when there is none any more. */
  @Nullable LogsRecord next() {
    while (true) {
      if (line == null && !openNext()) {
        return null;
      }
      LogFile file = files.get(index);
      packer.begin(index + 1L);
      packer.history(file.modified());
      try {
        fill();
      } catch (IOException e) {
        problems.accept(FileProblem.reading(file, e));
        leave();
      }
      if (!packer.isEmpty()) {
        return packer.build();
      }
    }
  }

  /** Adds lines until one does not fit, or the file ends. */
  private void fill() throws IOException {
    LineReader reader = line;
    while (reader != null) {
      if (!held && !reader.nextOrRest()) {
        leave();
        return;
      }
      held = true;
      if (!wasTaken(reader.offset())) {
        if (!packer.year(years.at(reader.offset())) || !packer.fits(reader)) {
          tell(stream instanceof PartlyRead partly ? partly.storedRead() : reader.end());
          return;
        }
        packer.add(reader);
      }
      held = false;
    }
  }

  private boolean wasTaken(long offset) {
    return new Position(ArchiveReader.SHIPPER, index + 1L, offset).isRepeatOf(taken);
  }

  private boolean openNext() {
    while (++index < files.size()) {
      LogFile file = files.get(index);
      told = 0;
      years = source.years(file, years);
      try {
        InputStream opened = file.open();
        stream = opened;
        line = new LineReader(opened, 0);
        return true;
      } catch (IOException e) {
        problems.accept(FileProblem.reading(file, e));
        tell(file.size());
      }
    }
    return false;
  }

  private void leave() {
    tell(files.get(index).size());
    line = null;
    held = false;
    try {
      close();
    } catch (IOException e) {
      problems.accept(FileProblem.reading(files.get(index), e));
    }
  }

  private void tell(long position) {
    read.addAndGet(position - told);
    told = position;
  }

  @Override
  public void close() throws IOException {
    InputStream open = stream;
    stream = null;
    if (open != null) {
      open.close();
    }
  }
}
