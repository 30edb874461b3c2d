package io.logtriage.streams.scan;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps few files open however many sources there are: the one not read for longest is closed, and
 * goes on later where it stopped. Those that must be read from their beginning to get there, only
 * when no other is left; one that a thread is reading, never.
 */
final class OpenFiles {
  private final int limit;
  private final boolean decoupled;

  /** Open, and read by nobody at the moment; the one not read for longest comes first. */
  private final Set<FileCursor> resting = new LinkedHashSet<>();

  private int held;

  /**
   * @param decoupled whether threads are left over for decompressing
   */
  OpenFiles(int limit, boolean decoupled) {
    this.limit = limit;
    this.decoupled = decoupled;
  }

  boolean decoupled() {
    return decoupled;
  }

  /** From here on {@code cursor} belongs to who reads it. */
  synchronized void hold(FileCursor cursor) {
    resting.remove(cursor);
    held++;
  }

  /** Who held it is about to open it. */
  synchronized void makeRoom(FileCursor cursor) throws IOException {
    while (resting.size() + held > limit) {
      FileCursor oldest = oldest();
      if (oldest == null) {
        return;
      }
      resting.remove(oldest);
      oldest.suspend();
    }
  }

  synchronized void closed(FileCursor cursor) {
    resting.remove(cursor);
  }

  /** Nobody reads it any more; it may be closed for others, if it is still open. */
  synchronized void release(FileCursor cursor, boolean open) {
    held--;
    if (open) {
      resting.add(cursor);
    }
  }

  private @Nullable FileCursor oldest() {
    for (FileCursor cursor : resting) {
      if (!cursor.sequential()) {
        return cursor;
      }
    }
    Iterator<FileCursor> all = resting.iterator();
    return all.hasNext() ? all.next() : null;
  }

  synchronized void closeAll() throws IOException {
    for (FileCursor cursor : resting) {
      cursor.suspend();
    }
    resting.clear();
  }
}
