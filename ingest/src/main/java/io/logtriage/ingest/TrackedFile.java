package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.FileState;
import io.logtriage.patterns.files.LineReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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

  private final FileContent content;
  private @Nullable TrackedFile successor;
  private boolean touched;
  private boolean replaced;

  TrackedFile(String identity, Path path, boolean gzip, Fingerprint fingerprint) {
    this.identity = identity;
    this.path = path;
    this.gzip = gzip;
    this.content = new FileContent(gzip);
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
    FileChannel channel = content.channel();
    if (channel != null && !recognisable()) {
      SameContent plain = content.plain();
      fingerprint = plain == null ? Head.of(channel).fingerprint() : plain.beginning();
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
    content.open(path, identity);
  }

  /** While it is, no other file can have its inode, and what happens to it is seen by reading. */
  boolean isOpen() {
    return content.channel() != null;
  }

  /** Bytes of an open plain file. */
  long size() throws IOException {
    FileChannel channel = content.channel();
    return channel == null ? read : channel.size();
  }

  /**
   * Whether it was truncated, or written anew from its beginning, since it was last read. What was
   * read of it stays read.
   */
  boolean replaced() throws IOException {
    FileChannel channel = content.channel();
    if (channel == null || content.peeked()) {
      return false;
    }
    long size = channel.size();
    if (replaced || content.replaced() || size < read) {
      return true;
    }
    if ((size == content.end() && !touched) || fingerprint.length() == 0) {
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
    return noted(content.peek(this, bufferSize));
  }

  /** Moves to what stands at the end without a newline, as if it were a line. */
  boolean peekRest(int bufferSize) throws IOException {
    return peek(bufferSize) || noted(content.peekRest(this, bufferSize));
  }

  LineReader line() {
    return content.line();
  }

  /** The line that was peeked at is handed over. */
  void take() {
    read = line().end();
    content.take();
  }

  /** Whether its compression breaks off. */
  boolean damaged() {
    return content.damaged();
  }

  /** Whether it is the one that the application writes to, by its name. */
  boolean writtenTo() {
    return found && !rotated;
  }

  /** Whether, at one look, nothing has changed since it was read to its end. */
  boolean quiet() throws IOException {
    FileChannel channel = content.channel();
    return channel != null
        && !touched
        && !replaced
        && !content.peeked()
        && !content.replaced()
        && content.end() >= 0
        && channel.size() == content.end();
  }

  /** Whether there is something that was not looked at yet. */
  boolean unread() throws IOException {
    if (content.peeked() || gzip) {
      return content.peeked() || !content.ended();
    }
    open();
    long size = size();
    return (size > read && size != content.end()) || replaced();
  }

  /** Lets go of the file; it can be opened again. */
  void close() throws IOException {
    content.close();
  }

  /** Gives the open file to what stands in its place after a truncation. */
  void passOn(TrackedFile next) {
    successor = next;
    content.passOn(next.content);
    identity = "";
    found = false;
  }

  /** What stands in its place now: itself, unless it was truncated. */
  TrackedFile current() {
    TrackedFile current = this;
    while (current.successor != null) {
      current = current.successor;
    }
    return current;
  }

  /** The last bytes that were read of it. */
  Mark mark() {
    return mark;
  }

  /** At the end of what there is, notes what tells it from files that begin alike. */
  private boolean noted(FileContent.Look look) throws IOException {
    FileChannel channel = content.channel();
    SameContent plain = content.plain();
    if (look == FileContent.Look.REACHED_END && channel != null && plain != null) {
      mark = plain.mark();
      Fingerprint longer = Head.of(channel).fingerprint();
      fingerprint = fingerprint.length() < Head.MAX && plain.stands() ? longer : fingerprint;
    }
    return look == FileContent.Look.LINE;
  }
}
