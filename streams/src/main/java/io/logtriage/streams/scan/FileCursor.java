package io.logtriage.streams.scan;

import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.files.LogFile;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one file, which may be closed between two of them and opened again behind the last. Used
 * by one thread at a time, which {@link #hold}s it meanwhile.
 */
final class FileCursor {
  private final LogFile file;
  private final OpenFiles openFiles;
  private @Nullable Reading reading;
  private long end;

  private record Reading(InputStream stream, LineReader lines) {}

  FileCursor(LogFile file, OpenFiles openFiles) {
    this.file = file;
    this.openFiles = openFiles;
  }

  LogFile file() {
    return file;
  }

  boolean sequential() {
    return file.sequential();
  }

  /** The reader behind its next line; null when there is none, and the file is closed. */
  @Nullable LineReader next() throws IOException {
    Reading current = reading;
    if (current == null) {
      current = resume();
      reading = current;
    }
    if (current.lines().nextOrRest()) {
      end = current.lines().end();
      return current.lines();
    }
    close();
    return null;
  }

  private Reading resume() throws IOException {
    openFiles.makeRoom(this);
    InputStream stream = open();
    try {
      stream.skipNBytes(end);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
    return new Reading(stream, new LineReader(stream, end));
  }

  private InputStream open() throws IOException {
    InputStream stream = file.open();
    return file.sequential() && openFiles.decoupled()
        ? new DecoupledStream(stream).start()
        : stream;
  }

  /** From here on nobody else closes it. */
  void hold() {
    openFiles.hold(this);
  }

  void release() {
    openFiles.release(this, reading != null);
  }

  void suspend() throws IOException {
    Reading current = reading;
    reading = null;
    if (current != null) {
      current.stream().close();
    }
  }

  void close() throws IOException {
    openFiles.closed(this);
    suspend();
  }
}
