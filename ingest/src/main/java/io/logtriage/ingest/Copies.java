package io.logtriage.ingest;

import io.logtriage.patterns.files.FileSearch;
import io.logtriage.patterns.files.RotatedName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** Tells the copies that rotation makes from files of their own. */
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

  /** Both the log and its rotated file are new: whether the one may be a copy of the other. */
  static boolean mayBecomeOneOf(FileSearch.Found found, List<FileSearch.Found> others) {
    String path = found.path().toString();
    String written = RotatedName.withoutRotationSuffix(path);
    if (written.equals(path) || name(found).compressed()) {
      return false;
    }
    try {
      for (FileSearch.Found other : others) {
        if (other.path().toString().equals(written) && mayBecome(found.path(), other.path())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true; // gone since the search, or looked at again by the next
    }
  }

  /** Whether what it is compressed from is still there. */
  static boolean isBeingCompressed(FileSearch.Found found, List<FileSearch.Found> others) {
    String plain = found.path().toString().replaceAll("\\.[A-Za-z0-9]+$", "");
    return name(found).compressed()
        && others.stream().anyMatch(other -> other.path().toString().equals(plain));
  }

  private static RotatedName name(FileSearch.Found found) {
    return RotatedName.of(String.valueOf(found.path().getFileName()));
  }
}
