package io.logtriage.ingest;

import java.util.List;

/**
 * Numbers the files of one source in the order in which they are read: what is read later must not
 * look like a repeat, so a file that grows after a later one was begun goes on under a new number.
 */
final class Generations {
  private long next;
  private long highestBegun = -1;
  private boolean unsaved;

  Generations(long next) {
    this.next = next;
  }

  /** The number that the next new file gets. */
  long next() {
    return next;
  }

  /** Numbers the files that are there at the start, so that one write saves them all. */
  void number(List<TrackedFile> files) {
    long last = -1;
    for (TrackedFile file : files) {
      if (file.spent() || file.generation <= last) {
        file.renew();
        renew(file);
      }
      last = file.generation;
    }
  }

  /**
   * A file's turn has come.
   *
   * @param known all files of the source
   */
  void begin(TrackedFile file, List<TrackedFile> known) {
    if (file.spent() || file.generation < highestBegun) {
      file.renew();
    }
    if (file.generation < 0) {
      renew(file);
    }
    if (file.generation > highestBegun) {
      highestBegun = file.generation;
      known.forEach(this::passOver);
    }
  }

  /**
   * Under a number below that of lines which go out now nothing of a file may follow, and a shipper
   * that is killed must know that too: it would take the file for one that it was in the midst of.
   */
  private void passOver(TrackedFile file) {
    if (file.generation >= 0 && file.generation < highestBegun && !file.spent()) {
      leave(file);
    }
  }

  /** A file is left for another: before lines of that are sent, the checkpoint must know where. */
  void leave(TrackedFile file) {
    file.leave();
    unsaved = true;
  }

  /** Whether there is something that the checkpoint must hold before lines go out; asks once. */
  boolean takeUnsaved() {
    boolean result = unsaved;
    unsaved = false;
    return result;
  }

  private void renew(TrackedFile file) {
    file.generation = next++;
    unsaved = true;
  }
}
