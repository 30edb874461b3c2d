package io.logtriage.streams.scan;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps few files open however many sources there are: the one not read for longest is closed, and
 * goes on later where it stopped. Those that must be read from their beginning to get there, only
 * when no other is left.
 */
final class OpenFiles {
  private final int limit;
  private final Set<FileCursor> open = new LinkedHashSet<>();

  OpenFiles(int limit) {
    this.limit = limit;
  }

  /** Notes that {@code cursor} is open and was read just now. */
  void used(FileCursor cursor) throws IOException {
    open.remove(cursor);
    if (open.size() >= limit) {
      FileCursor oldest = oldest();
      open.remove(oldest);
      oldest.suspend();
    }
    open.add(cursor);
  }

  void closed(FileCursor cursor) {
    open.remove(cursor);
  }

  private FileCursor oldest() {
    for (FileCursor cursor : open) {
      if (!cursor.sequential()) {
        return cursor;
      }
    }
    Iterator<FileCursor> all = open.iterator();
    return all.next();
  }

  void closeAll() throws IOException {
    for (FileCursor cursor : open) {
      cursor.suspend();
    }
    open.clear();
  }
}
