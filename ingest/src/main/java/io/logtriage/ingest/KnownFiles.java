package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.FileState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All files of a source that are known, oldest first, also some that are gone: when rotation
 * compresses or copies a file, its content turns up again under another identity.
 */
final class KnownFiles {
  private static final int REMEMBERED = 32;

  private final List<TrackedFile> files = new ArrayList<>();

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
   *
   * @param present whether a remembered file was found itself
   */
  @Nullable TrackedFile same(NewFile found, Predicate<TrackedFile> present) throws IOException {
    TrackedFile same = null;
    for (TrackedFile file : files) {
      if (file.mayBe(found.head(), found.path(), found.gzip())) {
        if (!file.found && file.identity.equals(found.identity())) {
          return file;
        }
        if (isCopy(found, file, present)) {
          same = file;
        }
      }
    }
    return same;
  }

  /** Of a file that is gone, or (while copytruncate is at it) of the one that is written to. */
  private static boolean isCopy(NewFile found, TrackedFile file, Predicate<TrackedFile> present) {
    return file.found
        ? found.rotated() && !found.gzip() && !file.rotated
        : (found.rotated() || found.gzip()) && !present.test(file);
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
