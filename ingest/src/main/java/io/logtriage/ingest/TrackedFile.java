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
  private Mark mark = Mark.NONE;
  long modified;

  /** -1 until one is given out. */
  long generation = -1;

  /** Up to here lines were handed over. */
  long read;

  /**
   * Where it was left for another file; -1 when it was not. Lines up to here belong to its
   * generation; those that come late need one that is higher than that of the other.
   */
  long left = -1;

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
  private @Nullable TrackedFile successor;
  private boolean peeked;
  private boolean touched;
  private boolean replaced;
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
    file.left = state.left();
    file.mark = state.mark();
    return file;
  }

  FileState state() {
    return new FileState(
        generation,
        path.toString(),
        identity,
        fingerprint,
        acknowledged,
        complete && acknowledged == read,
        left,
        mark);
  }

  /** Whether it would be known again; an empty file would not. */
  boolean recognisable() {
    return fingerprint.length() > 0;
  }

  /** Before lines of it are sent, the checkpoint must be able to tell which file it was. */
  void recognise() throws IOException {
    if (channel != null && !recognisable()) {
      fingerprint = Head.of(channel).fingerprint();
    }
  }

  /** Another file of the source is read from now on. */
  void leave() {
    left = read;
  }

  /** Whether lines that come of it need a new generation. */
  boolean spent() {
    return left >= 0 && read >= left;
  }

  /** Lines of another piece of it come. */
  void renew() {
    generation = -1;
    left = -1;
  }

  /** Whether a file with this beginning, found under some path, may hold what was read of this. */
  boolean mayBe(Head head, Path found, boolean compressed) throws IOException {
    return head.has(fingerprint) && !mark.contradicts(found, compressed);
  }

  /** It was written to: perhaps anew from the beginning, though it is as long as before. */
  void touched() {
    touched = true;
  }

  /** Goes on where {@code other}, the same content under another identity, came to. */
  void resume(TrackedFile other) {
    generation = other.generation;
    read = other.acknowledged;
    acknowledged = other.acknowledged;
    complete = other.complete;
    left = other.left;
    fingerprint = other.fingerprint;
    mark = other.mark;
  }

  /** Opens a plain file, so that it can be read on when it is renamed or deleted. */
  void open() throws IOException {
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

  /** While it is, no other file can have its inode, and what happens to it is seen by reading. */
  boolean isOpen() {
    return channel != null;
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
    if (replaced || size < read) {
      return true;
    }
    if ((size == sizeAtEnd && !touched) || fingerprint.length() == 0) {
      return false;
    }
    touched = false;
    replaced = !Head.of(channel).has(fingerprint) || mark.contradicts(channel);
    return replaced;
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

  /** Whether it is the one that the application writes to, by its name. */
  boolean writtenTo() {
    return found && !rotated;
  }

  /** Whether there is something that was not looked at yet. */
  boolean unread() throws IOException {
    if (peeked || gzip) {
      return peeked || !ended;
    }
    open();
    long size = size();
    return (size > read && size != sizeAtEnd) || replaced();
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
    successor = next;
    next.channel = channel;
    identity = "";
    found = false;
    channel = null;
    reader = null;
    peeked = false;
  }

  /** What stands in its place now: itself, unless it was truncated. */
  TrackedFile current() {
    TrackedFile current = this;
    while (current.successor != null) {
      current = current.successor;
    }
    return current;
  }

  private @Nullable LineReader reader(int bufferSize) throws IOException {
    if (reader != null) {
      return ended ? null : reader;
    }
    if (gzip) {
      unzipped = new LogFile(path, true, 0, 0).open();
      FileIdentity.check(path, identity);
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
    if (plain != null && sizeAtEnd > 0) {
      fingerprint = fingerprint.length() < Head.MAX ? Head.of(plain).fingerprint() : fingerprint;
      mark = Mark.of(plain, sizeAtEnd);
    }
  }
}
