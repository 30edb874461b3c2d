package io.logtriage.patterns.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a path the names of deployment, host and service stand, as in {@code
 * {deployment}/{host}/**}. {@code *} is any text within one folder's name, {@code **} any folders.
 */
public final class PathPattern {
  private static final Set<String> NAMES = Set.of("deployment", "host", "service");
  private static final Pattern TOKEN =
      Pattern.compile("\\{([^}/]*)}|\\*\\*/|\\*\\*|\\*|[^*{]+|\\{");

  private final String text;
  private final Pattern pattern;
  private final List<String> names;

  private PathPattern(String text, Pattern pattern, List<String> names) {
    this.text = text;
    this.pattern = pattern;
    this.names = names;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it names something else than deployment, host or service,
   *     names one twice, or leaves a brace open
   */
  public static PathPattern parse(String text) {
    StringBuilder regex = new StringBuilder();
    Set<String> names = new HashSet<>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      switch (token.group()) {
        case "**/" -> regex.append("(?:.*/)?");
        case "**" -> regex.append(".*");
        case "*" -> regex.append("[^/]*");
        default -> {
          String name = token.group(1);
          if (token.group().equals("{")) {
            throw new IllegalArgumentException(
                "path pattern '" + text + "': expected a } after the { of a name");
          }
          if (name == null) {
            regex.append(Pattern.quote(token.group()));
          } else if (NAMES.contains(name) && names.add(name)) {
            regex.append("(?<").append(name).append(">[^/]+)");
          } else {
            throw new IllegalArgumentException(
                "path pattern '"
                    + text
                    + "': expected {deployment}, {host} and {service}, each at most once, found {"
                    + name
                    + "}");
          }
        }
      }
    }
    return new PathPattern(text, Pattern.compile(regex.toString()), new ArrayList<>(names));
  }

  /** What the pattern finds in a path that is relative to the folder the user named. */
  public Optional<Captured> match(Path relative) {
    Matcher matcher = pattern.matcher(relative.toString().replace('\\', '/'));
    return matcher.matches()
        ? Optional.of(
            new Captured(
                group(matcher, "deployment"), group(matcher, "host"), group(matcher, "service")))
        : Optional.empty();
  }

  private @Nullable String group(Matcher matcher, String name) {
    return names.contains(name) ? matcher.group(name) : null;
  }

  @Override
  public String toString() {
    return text;
  }

  /** The names in one path; null where the pattern does not ask for one. */
  public record Captured(
      @Nullable String deployment, @Nullable String host, @Nullable String service) {}
}
