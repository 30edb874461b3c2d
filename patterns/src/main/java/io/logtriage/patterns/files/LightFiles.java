package io.logtriage.patterns.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Many sources are read at the same time, and a file of some compressions takes many megabytes of
 * memory as long as it is open: of many such sources the files are put aside in a lighter form.
 */
final class LightFiles {
  private static final int MAX_HEAVY = 16;

  private LightFiles() {}

  /** The same sources, all of which can be read at once. */
  static List<SourceFiles> of(List<SourceFiles> sources, Consumer<FileProblem> problems) {
    if (sources.stream().filter(LightFiles::isHeavy).count() <= MAX_HEAVY) {
      return sources;
    }
    Spool spool = new Spool();
    List<SourceFiles> light = new ArrayList<>();
    for (SourceFiles source : sources) {
      List<LogFile> files = new ArrayList<>();
      for (LogFile file : source.files()) {
        files.add(file.compression().heavy() ? light(file, spool, problems) : file);
      }
      light.add(new SourceFiles(source.source(), files, source.firstYear()));
    }
    return light;
  }

  private static boolean isHeavy(SourceFiles source) {
    return source.files().stream().anyMatch(file -> file.compression().heavy());
  }

  private static LogFile light(LogFile file, Spool spool, Consumer<FileProblem> problems) {
    try (InputStream in = file.open()) {
      Spool.Kept kept = spool.keep(in);
      if (kept.failure() != null) {
        problems.accept(FileProblem.reading(file, kept.failure()));
      }
      return new LogFile(
          file.path(), Compression.NONE, kept.size(), file.modified(), kept.content());
    } catch (IOException e) {
      // Who reads it meets the same, and says so.
      return file;
    }
  }
}
