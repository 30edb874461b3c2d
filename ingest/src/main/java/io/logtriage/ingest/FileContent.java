package io.logtriage.ingest;

import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.files.LogFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file's lines one after the other, from an open file or an archive. */
final class FileContent {
  private final boolean gzip;
  private @Nullable FileChannel channel;
  private @Nullable InputStream unzipped;
  private @Nullable SameContent plain;
  private @Nullable LineReader reader;
  private boolean peeked;
  private boolean ended;
  private boolean damaged;

  /** How much there was when nothing more was to be read; -1 before that. */
  private long end = -1;

  FileContent(boolean gzip) {
    this.gzip = gzip;
  }

  /** What a look for the next line came to. */
  enum Look {
    LINE,
    /** All that there was is read by now. */
    REACHED_END,
    /** As before. */
    NOTHING
  }

  /** Opens a plain file, so that it can be read on when it is renamed or deleted. */
  void open(Path path, String identity) throws IOException {
    if (channel == null && !gzip) {
      FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
      try {
        FileIdentity.check(path, identity);
        channel = opened;
      } finally {
        if (channel == null) {
          opened.close();
        }
      }
    }
  }

  /** The open plain file; null when it is none, or not open. */
  @Nullable FileChannel channel() {
    return channel;
  }

  /** Whether its compression breaks off. */
  boolean damaged() {
    return damaged;
  }

  /** Whether a line waits that was looked at. */
  boolean peeked() {
    return peeked;
  }

  /** Whether other content was found to stand where it should be read on. */
  boolean replaced() {
    return plain != null && plain.replaced();
  }

  /** What was read last; null when nothing was. */
  @Nullable SameContent plain() {
    return plain;
  }

  /** How much there was when nothing more was to be read; -1 before that. */
  long end() {
    return end;
  }

  /** Whether an archive is read to its end. */
  boolean ended() {
    return ended;
  }

  /** Looks for the next whole line, which then is {@link #line()} until {@link #take()}. */
  Look peek(TrackedFile file, int bufferSize) throws IOException {
    if (peeked) {
      return Look.LINE;
    }
    LineReader lines = reader(file, bufferSize);
    if (lines == null) {
      return Look.NOTHING;
    }
    try {
      peeked = lines.next();
    } catch (EOFException | ZipException e) {
      damaged = true;
      ended = true;
      return Look.NOTHING;
    }
    return peeked ? Look.LINE : reachedEnd(lines);
  }

  /** Looks for what stands at the end without a newline, as if it were a line. */
  Look peekRest(TrackedFile file, int bufferSize) throws IOException {
    if (gzip) {
      peeked = reader != null && reader.partial() > 0 && !damaged && reader.nextOrRest();
      return peeked ? Look.LINE : Look.NOTHING;
    }
    end = -1;
    LineReader lines = reader(file, bufferSize);
    if (lines == null) {
      return Look.NOTHING;
    }
    peeked = lines.next() || (!replaced() && lines.nextOrRest());
    return peeked ? Look.LINE : reachedEnd(lines);
  }

  LineReader line() {
    if (reader == null) {
      throw new IllegalStateException("no line was peeked at");
    }
    return reader;
  }

  /** The line that was peeked at is handed over. */
  void take() {
    peeked = false;
  }

  /** Lets go of the file; it can be opened again. */
  void close() throws IOException {
    forget();
    end = -1;
    try (FileChannel open = channel;
        InputStream zipped = unzipped) {
      channel = null;
      unzipped = null;
    }
  }

  /** Gives the open file to what stands in its place after a truncation. */
  void passOn(FileContent next) {
    next.channel = channel;
    channel = null;
    forget();
  }

  private void forget() {
    reader = null;
    plain = null;
    peeked = false;
  }

  private @Nullable LineReader reader(TrackedFile file, int bufferSize) throws IOException {
    if (reader != null) {
      return ended ? null : reader;
    }
    if (gzip) {
      return unzip(file, bufferSize);
    }
    open(file.path, file.identity);
    FileChannel open = channel;
    long size = open == null ? -1 : open.size();
    if (open == null || size <= file.read || size == end) {
      end = size;
      return null;
    }
    plain = new SameContent(open, file.fingerprint, file.mark(), file.read);
    reader = new LineReader(plain, file.read, bufferSize);
    return reader;
  }

  private @Nullable LineReader unzip(TrackedFile file, int bufferSize) throws IOException {
    InputStream text = new LogFile(file.path, true, 0, 0).open();
    unzipped = text;
    FileIdentity.check(file.path, file.identity);
    try {
      text.skipNBytes(file.read);
    } catch (EOFException | ZipException e) {
      damaged = e instanceof ZipException;
      ended = true;
    }
    reader = new LineReader(text, file.read, bufferSize);
    return ended ? null : reader;
  }

  /** Keeps no buffer for a quiet file, unless what it holds is too long to be read again. */
  private Look reachedEnd(LineReader lines) {
    if (gzip) {
      ended = true;
      return Look.NOTHING;
    }
    if (replaced()) {
      return Look.NOTHING;
    }
    end = lines.position();
    if (lines.partial() <= LineReader.MAX_LINE) {
      reader = null;
    }
    return Look.REACHED_END;
  }
}
