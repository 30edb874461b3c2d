package io.logtriage.ingest;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.FileSearch;
import io.logtriage.patterns.files.RotatedName;
import io.logtriage.patterns.files.SourceNaming;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One input's files: where to look, which of them are meant, and what their sources are called. */
final class FileGroup {
  private final String name;
  private final FileSearch search;
  private final Predicate<Path> meant;
  private final Naming naming;

  /** Whose path pattern is held against the paths; null where paths say nothing. */
  private final @Nullable SourceNaming names;

  private final boolean fromEnd;

  private FileGroup(
      Input input, List<Path> paths, Predicate<Path> meant, Naming naming, boolean fromEnd) {
    this.name = input.name();
    this.names = input instanceof Input.Files ? input.naming() : null;
    this.search = new FileSearch(paths, true);
    this.meant = meant;
    this.naming = naming;
    this.fromEnd = fromEnd;
  }

  /** Names the source of a file. */
  private interface Naming {
    Source source(FileSearch.Found found) throws IOException;
  }

  static FileGroup of(Input.Files input) {
    return new FileGroup(
        input,
        input.paths(),
        path -> input.names().match(Path.of(RotatedName.withoutRotationSuffix(path.toString()))),
        found -> input.naming().source(found.root(), found.path()),
        input.fromEnd());
  }

  static FileGroup of(Input.Docker input) {
    DockerContainers containers = new DockerContainers(input.naming());
    return new FileGroup(
        input,
        List.of(input.folder()),
        path -> containers.isLog(path) && input.containers().match(containers.name(path)),
        found -> containers.source(found.path()),
        input.fromEnd());
  }

  String name() {
    return name;
  }

  /** Whether, at its very first start, what is there already counts as read. */
  boolean fromEnd() {
    return fromEnd;
  }

  FileSearch.Result search() {
    FileSearch.Result all = search.run();
    return new FileSearch.Result(
        all.files().stream().filter(found -> meant.test(found.path())).toList(), all.problems());
  }

  /** What to say of files whose paths do not fit the path pattern. */
  Optional<String> misfits(List<FileSearch.Found> files) {
    return names == null ? Optional.empty() : names.misfits(files);
  }

  Source source(FileSearch.Found found) throws IOException {
    return naming.source(found);
  }
}
