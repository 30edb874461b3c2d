package io.logtriage.patterns.files;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Source;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who the lines of a file are said to come from.
 *
 * @param host unless the path pattern finds one
 * @param deployment unless the path pattern finds one; null: the host
 * @param service unless the path pattern finds one; null: the deployment
 * @param zone of time stamps that carry none
 * @param format the format of the lines, null when it is to be learned
 * @param labels whatever else is known about it, by name
 */
public record SourceNaming(
    String host,
    @Nullable String deployment,
    @Nullable String service,
    @Nullable PathPattern pattern,
    @Nullable ZoneId zone,
    @Nullable String format,
    Map<String, String> labels) {

  public SourceNaming {
    requireNonNull(host, "host is null");
    labels = Map.copyOf(labels);
  }

  /** Without labels. */
  public SourceNaming(
      String host,
      @Nullable String deployment,
      @Nullable String service,
      @Nullable PathPattern pattern,
      @Nullable ZoneId zone,
      @Nullable String format) {
    this(host, deployment, service, pattern, zone, format, Map.of());
  }

  /** All of one host, in one deployment that is named after it. */
  public static SourceNaming ofHost(String host) {
    return new SourceNaming(host, null, null, null, null, null);
  }

  /**
   * The source of one file.
   *
   * @param root the folder that the user named, or the folder of the file
   * @param file absolute
   */
  public Source source(Path root, Path file) {
    Optional<PathPattern.Captured> captured =
        pattern == null ? Optional.empty() : pattern.match(root.relativize(file));
    String itsHost = captured.map(PathPattern.Captured::host).orElse(host);
    String fallback = deployment == null ? itsHost : deployment;
    String itsDeployment = captured.map(PathPattern.Captured::deployment).orElse(fallback);
    String itsService =
        captured
            .map(PathPattern.Captured::service)
            .orElse(service == null ? itsDeployment : service);
    String path = RotatedName.withoutRotationSuffix(file.toString());
    return new Source(itsHost, path, itsDeployment, itsService, zone, format, labels);
  }

  /**
   * What to say of files whose paths do not fit the pattern: they fall back on what is said of all.
   *
   * @return empty when all of them fit, or there is no pattern
   */
  public Optional<String> misfits(List<FileSearch.Found> files) {
    PathPattern expected = pattern;
    if (expected == null) {
      return Optional.empty();
    }
    List<FileSearch.Found> misfits =
        files.stream()
            .filter(file -> expected.match(file.root().relativize(file.path())).isEmpty())
            .toList();
    return misfits.isEmpty()
        ? Optional.empty()
        : Optional.of(misfits(expected, misfits.get(0), misfits.size(), files.size()));
  }

  private String misfits(PathPattern expected, FileSearch.Found example, int misfits, int files) {
    return "path pattern '"
        + expected
        + "' does not fit "
        + (misfits == files ? "any of " : misfits + " of ")
        + files
        + (files == 1 ? " file" : " files")
        + ", for instance "
        + example.root().relativize(example.path())
        + " below "
        + example.root()
        + ": it is held against the whole path below the folder that was named; deployment "
        + (deployment == null ? host : deployment)
        + " is assumed";
  }

  /**
   * A source that is no file.
   *
   * @param name stands for its path
   */
  public Source named(String name) {
    String itsDeployment = deployment == null ? host : deployment;
    return new Source(
        host, name, itsDeployment, service == null ? itsDeployment : service, zone, format, labels);
  }
}
