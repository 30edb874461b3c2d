package io.logtriage.ingest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Tells the copies that copytruncate makes from files of their own. */
final class Copies {
  private Copies() {}

  /**
   * Whether a copy of what is written to may be in the making, or be whole and that not cut off
   * yet: as far as it goes, it is as the beginning of the other.
   */
  static boolean mayBecome(Path copy, Path written) throws IOException {
    try (FileChannel part = FileChannel.open(copy);
        FileChannel whole = FileChannel.open(written)) {
      long size = part.size();
      return size <= whole.size()
          && Head.of(whole).beginsWith(Head.of(part))
          && !Mark.of(part, size).contradicts(whole);
    }
  }
}
