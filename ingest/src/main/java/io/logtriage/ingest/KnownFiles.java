package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.FileState;
import io.logtriage.patterns.files.RotatedName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All files of a source that are known, oldest first, also some that are gone: when rotation
 * compresses or copies a file, its content turns up again under another identity.
 */
final class KnownFiles {
  private static final int REMEMBERED = 32;

  private final List<TrackedFile> files = new ArrayList<>();

  /** Where a known file is now, which may not be adopted yet; null when it is gone. */
  interface Places {
    @Nullable Path of(TrackedFile file);
  }

  KnownFiles(List<FileState> remembered) {
    remembered.forEach(state -> files.add(TrackedFile.remembered(state)));
  }

  List<TrackedFile> files() {
    return files;
  }

  void add(TrackedFile file) {
    files.add(file);
  }

  /**
   * The file whose content {@code found} has, null when nobody knows it. Of several it is the
   * latest: files that begin alike and are gone for good are older than one that was just moved.
   */
  @Nullable TrackedFile same(NewFile found, Places places) throws IOException {
    TrackedFile same = null;
    for (TrackedFile file : files) {
      if (file.mayBe(found.head(), found.path(), found.gzip())) {
        if (!file.found && file.identity.equals(found.identity())) {
          return file;
        }
        if (isCopy(found, file, places)) {
          same = file;
        }
      }
    }
    return same;
  }

  /** Of a file that is gone, or (while copytruncate is at it) of the one that is written to. */
  private static boolean isCopy(NewFile found, TrackedFile file, Places places) {
    Path place = places.of(file);
    return place == null
        ? found.rotated() || found.gzip()
        : found.rotated() && !found.gzip() && !rotated(place);
  }

  /** Whether it may become a copy of what is written to. */
  boolean mayBecomeCopy(NewFile found, Places places) throws IOException {
    if (found.rotated() && !found.gzip()) {
      for (TrackedFile file : files) {
        Path place = file.gzip ? null : places.of(file);
        if (place != null && !rotated(place) && Copies.mayBecome(found.path(), place)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean rotated(Path path) {
    return RotatedName.of(String.valueOf(path.getFileName())).rotated();
  }

  /** Goes on with {@code before} as {@code file}. */
  void resume(TrackedFile before, TrackedFile file) {
    file.resume(before);
    files.set(files.indexOf(before), file);
  }

  /** What to remember of them. */
  List<FileState> state() {
    int surplus = files.size() - REMEMBERED;
    for (int i = 0; i < files.size() && surplus > 0; i++) {
      TrackedFile file = files.get(i);
      if (!file.found && (file.complete || file.generation < 0)) {
        files.remove(i--);
        surplus--;
      }
    }
    return files.stream().map(TrackedFile::state).toList();
  }
}
