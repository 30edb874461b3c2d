package io.logtriage.patterns.files;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Source;
import java.util.List;

/**
 * A source and the files that hold its lines.
 *
 * @param files oldest first; the file that is still written to comes last
 * @param firstYear of the first line, where stamps name no year; 0 when nobody said it
 */
public record SourceFiles(Source source, List<LogFile> files, int firstYear) {

  public SourceFiles {
    requireNonNull(source, "source is null");
    files = List.copyOf(files);
  }

  public SourceFiles(Source source, List<LogFile> files) {
    this(source, files, 0);
  }

  /**
   * The years of one of its files.
   *
   * @param before of the file before it; {@link FileYears#NONE} for the first
   */
  public FileYears years(LogFile file, FileYears before) {
    return firstYear == 0 ? FileYears.of(file) : FileYears.of(file, firstYear, before);
  }
}
