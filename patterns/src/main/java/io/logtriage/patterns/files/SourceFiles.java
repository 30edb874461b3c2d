package io.logtriage.patterns.files;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Source;
import java.util.List;

/**
 * A source and the files that hold its lines.
 *
 * @param files oldest first; the file that is still written to comes last
 */
public record SourceFiles(Source source, List<LogFile> files) {

  public SourceFiles {
    requireNonNull(source, "source is null");
    files = List.copyOf(files);
  }
}
