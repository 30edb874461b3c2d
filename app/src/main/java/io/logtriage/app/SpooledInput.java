package io.logtriage.app;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.FileSearch;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.SourceFiles;
import io.logtriage.patterns.files.SourceNaming;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Standard input in a file that only its user may read and that goes at the end: reading a log
 * looks at its end before its beginning, and may begin again.
 */
final class SpooledInput implements AutoCloseable {
  private final Path file;

  private SpooledInput(Path file) {
    this.file = file;
  }

  /** Reads standard input to its end. */
  static SpooledInput of(InputStream in) {
    try {
      SpooledInput spooled = new SpooledInput(Files.createTempFile("logtriage-stdin", ".log"));
      Files.copy(in, spooled.file, StandardCopyOption.REPLACE_EXISTING);
      return spooled;
    } catch (IOException e) {
      throw new CommandFailure(
          "standard input cannot be kept in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage()
              + "; make room there, or save it to a file and name that",
          e);
    }
  }

  /** What was read, as one of the sources. */
  LogFiles addTo(LogFiles files, Source source, int firstYear) {
    FileSearch.Result search = new FileSearch(List.of(file), false).run();
    LogFiles read = LogFiles.find(search, SourceNaming.ofHost(source.host()));
    List<SourceFiles> all = new ArrayList<>(files.sources());
    List<FileProblem> problems = new ArrayList<>(files.problems());
    for (SourceFiles each : read.sources()) {
      all.add(new SourceFiles(named(source, each.source().path()), each.files(), firstYear));
    }
    for (FileProblem problem : read.problems()) {
      problems.add(new FileProblem(Path.of("-"), problem.kind(), problem.reason(), true));
    }
    return new LogFiles(all, problems);
  }

  /** A tar holds several: the path inside it tells them apart. */
  private Source named(Source source, String path) {
    String inside = path.startsWith(file + "/") ? path.substring(file.toString().length()) : "";
    return new Source(
        source.host(),
        source.path() + inside,
        source.deployment(),
        source.service(),
        source.zone(),
        source.format());
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
