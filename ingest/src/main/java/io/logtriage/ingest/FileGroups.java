package io.logtriage.ingest;

import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.FileSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files of all inputs; one that several mean is the first one's. */
final class FileGroups {
  private final List<FileGroup> groups;
  private final Map<String, FileGroup> meant = new HashMap<>();

  /** What to say of files that do not fit a path pattern, once for each input. */
  private final Map<String, String> misfits = new LinkedHashMap<>();

  FileGroups(List<FileGroup> groups) {
    this.groups = List.copyOf(groups);
  }

  /**
   * Looks which there are.
   *
   * @param problems takes what cannot be searched
   */
  List<FileSearch.Found> search(List<FileProblem> problems) {
    meant.clear();
    List<FileSearch.Found> files = new ArrayList<>();
    for (FileGroup group : groups) {
      FileSearch.Result result = group.search();
      group.misfits(result.files()).ifPresent(text -> misfits.putIfAbsent(group.name(), text));
      problems.addAll(result.problems());
      result.files().stream()
          .filter(file -> meant.putIfAbsent(identity(file), group) == null)
          .forEach(files::add);
    }
    return files;
  }

  /** Whose file it is, after the last search. */
  FileGroup of(FileSearch.Found file) {
    return Objects.requireNonNull(meant.get(identity(file)), "no input means this file");
  }

  Collection<String> misfits() {
    return misfits.values();
  }

  private static String identity(FileSearch.Found found) {
    return FileIdentity.of(found.path(), found.attributes());
  }
}
