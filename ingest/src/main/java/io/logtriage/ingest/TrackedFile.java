package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.FileState;
import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.files.LogFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** One file of a source: who it is, how far it was read, and reading on. */
final class TrackedFile {
  /** The end of a file whose lines are all history. */
  static final long ALL = Long.MAX_VALUE;

  /** Device and inode; empty for content that was truncated away. */
  String identity;

  Path path;
  final boolean gzip;
  Fingerprint fingerprint;
  long modified;

  /** -1 until one is given out. */
  long generation = -1;

  /** Up to here lines were handed over. */
  long read;

  /** Up to here the broker has acknowledged all. */
  long acknowledged;

  /** Lines that end at or before this were there before the shipper. */
  long historyEnd;

  /** Read to its end and set aside. */
  boolean complete;

  /** Whether the last search found it; a file that is gone is remembered for a while. */
  boolean found;

  /** Whether its name says that rotation put it aside. */
  boolean rotated;

  /** Its compression breaks off. */
  boolean damaged;

  private @Nullable FileChannel channel;
  private @Nullable InputStream unzipped;
  private @Nullable LineReader reader;
  private boolean peeked;
  private boolean ended;
  private long sizeAtEnd = -1;

  TrackedFile(String identity, Path path, boolean gzip, Fingerprint fingerprint) {
    this.identity = identity;
    this.path = path;
    this.gzip = gzip;
    this.fingerprint = fingerprint;
  }

  /** As it stood in the checkpoint, not yet found again. */
  static TrackedFile remembered(FileState state) {
    TrackedFile file =
        new TrackedFile(state.identity(), Path.of(state.path()), false, state.fingerprint());
    file.generation = state.generation();
    file.read = state.offset();
    file.acknowledged = state.offset();
    file.complete = state.complete();
    return file;
  }

  FileState state() {
    return new FileState(
        generation,
        path.toString(),
        identity,
        fingerprint,
        acknowledged,
        complete && acknowledged == read);
  }

  /** Goes on where {@code other}, the same content under another identity, came to. */
  void resume(TrackedFile other) {
    generation = other.generation;
    read = other.acknowledged;
    acknowledged = other.acknowledged;
    complete = other.complete;
    fingerprint = other.fingerprint;
  }

  /** Opens a plain file, so that it can be read on when it is renamed or deleted. */
  void open() throws IOException {
    if (channel == null && !gzip) {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    }
  }

  /** Bytes of an open plain file. */
  long size() throws IOException {
    return channel == null ? read : channel.size();
  }

  /**
   * Whether it was truncated, or written anew from its beginning, since it was last read. What was
   * read of it stays read.
   */
  boolean replaced() throws IOException {
    if (channel == null || peeked) {
      return false;
    }
    long size = channel.size();
    if (size < read) {
      return true;
    }
    if (size == sizeAtEnd || fingerprint.length() == 0) {
      return false;
    }
    return !Head.of(channel).has(fingerprint);
  }

  /**
   * Moves to the next whole line, which then is {@link #line()} until {@link #take()}.
   *
   * @param bufferSize to begin with, when a reader must be made
   */
  boolean peek(int bufferSize) throws IOException {
    if (peeked) {
      return true;
    }
    LineReader lines = reader(bufferSize);
    if (lines == null) {
      return false;
    }
    try {
      peeked = lines.next();
    } catch (EOFException | ZipException e) {
      damaged = true;
      ended = true;
      return false;
    }
    if (!peeked) {
      reachedEnd(lines);
    }
    return peeked;
  }

  /** Moves to what stands at the end without a newline, as if it were a line. */
  boolean peekRest(int bufferSize) throws IOException {
    if (peek(bufferSize)) {
      return true;
    }
    if (gzip) {
      peeked = reader != null && reader.partial() > 0 && !damaged && reader.nextOrRest();
      return peeked;
    }
    sizeAtEnd = -1;
    LineReader lines = reader(bufferSize);
    peeked = lines != null && lines.nextOrRest();
    if (lines != null && !peeked) {
      reachedEnd(lines);
    }
    return peeked;
  }

  LineReader line() {
    if (reader == null) {
      throw new IllegalStateException("no line of " + path + " was peeked at");
    }
    return reader;
  }

  /** The line that was peeked at is handed over. */
  void take() {
    peeked = false;
    read = line().end();
  }

  /** Whether there is something that was not looked at yet. */
  boolean unread() throws IOException {
    if (peeked || gzip) {
      return peeked || !ended;
    }
    open();
    long size = size();
    return size > read && size != sizeAtEnd;
  }

  /** Lets go of the file; it can be opened again. */
  void close() throws IOException {
    reader = null;
    peeked = false;
    sizeAtEnd = -1;
    try (FileChannel plain = channel;
        InputStream zipped = unzipped) {
      channel = null;
      unzipped = null;
    }
  }

  /** Gives the open file to what stands in its place after a truncation. */
  void passOn(TrackedFile next) {
    next.channel = channel;
    identity = "";
    found = false;
    channel = null;
    reader = null;
    peeked = false;
  }

  private @Nullable LineReader reader(int bufferSize) throws IOException {
    if (reader != null) {
      return ended ? null : reader;
    }
    if (gzip) {
      unzipped = new LogFile(path, true, 0, 0).open();
      try {
        unzipped.skipNBytes(read);
      } catch (EOFException | ZipException e) {
        damaged = e instanceof ZipException;
        ended = true;
      }
      reader = new LineReader(unzipped, read, bufferSize);
      return ended ? null : reader;
    }
    open();
    FileChannel plain = channel;
    long size = plain == null ? -1 : plain.size();
    if (plain == null || size <= read || size == sizeAtEnd) {
      sizeAtEnd = size;
      return null;
    }
    plain.position(read);
    reader = new LineReader(Channels.newInputStream(plain), read, bufferSize);
    return reader;
  }

  /** Keeps no buffer for a quiet file, unless what it holds is too long to be read again. */
  private void reachedEnd(LineReader lines) throws IOException {
    if (gzip) {
      ended = true;
      return;
    }
    FileChannel plain = channel;
    sizeAtEnd = lines.position();
    if (lines.partial() <= LineReader.MAX_LINE) {
      reader = null;
    }
    if (plain != null && fingerprint.length() < Head.MAX) {
      fingerprint = Head.of(plain).fingerprint();
    }
  }
}
