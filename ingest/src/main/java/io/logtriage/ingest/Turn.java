package io.logtriage.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How long one file of a source is read before others have their turn: a file that is written to
 * without a rest must not keep what waits behind it waiting for ever, say the copy of what
 * copytruncate cut off.
 */
final class Turn {
  private final long patience;
  private @Nullable TrackedFile file;
  private boolean readToEnd;
  private long end;

  /**
   * @param patience milliseconds
   */
  Turn(long patience) {
    this.patience = patience;
  }

  /** Whether the file that is read should be left for others, which wait. */
  boolean isOver(TrackedFile current, FileQueue files) throws IOException {
    long now = System.nanoTime() / 1_000_000;
    boolean begins = !current.equals(file);
    readToEnd &= !begins;
    if (!begins && now < end) {
      return false;
    }
    if (begins || !(current.writtenTo() || readToEnd) || !files.othersUnread()) {
      file = current;
      end = now + patience;
      return false;
    }
    return true;
  }

  /** All that is there of the file was read: it may be left, though it is no log any more. */
  void readToEnd() {
    readToEnd = true;
  }

  /** The file was left. */
  void end() {
    file = null;
  }
}
