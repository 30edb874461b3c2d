package io.logtriage.ingest;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Which names are meant: those that match one of {@code include} (none: all) and none of {@code
 * exclude}. A glob with a slash is held against the whole path, one without against the last name.
 */
public record FileNames(List<String> include, List<String> exclude) {
  public static final FileNames ALL = new FileNames(List.of(), List.of());

  /**
   * Checks the globs.
   *
   * @throws IllegalArgumentException when one is none; says which
   */
  public FileNames {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    include.forEach(FileNames::matcher);
    exclude.forEach(FileNames::matcher);
  }

  boolean match(Path path) {
    return (include.isEmpty() || include.stream().anyMatch(glob -> matches(glob, path)))
        && exclude.stream().noneMatch(glob -> matches(glob, path));
  }

  private static boolean matches(String glob, Path path) {
    Path name = path.getFileName();
    return matcher(glob).matches(glob.contains("/") || name == null ? path : name);
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + glob + "' is no pattern of file names: " + e.getDescription(), e);
    }
  }
}
