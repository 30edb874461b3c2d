package io.logtriage.patterns.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about the format of a source's lines: one text, so that it can stand in a
 * record's header: a dataset's name and any number of access formats, each on a line of its own.
 *
 * @param dataset null when only access formats were given
 */
public record FormatHint(@Nullable String dataset, List<AccessFormat> formats) {
  private static final FormatHint NONE = new FormatHint(null, List.of());

  /** More of them would slow down the lines that none of them fits. */
  public static final int MOST_FORMATS = 16;

  /** It goes with every record. */
  private static final int LONGEST = 8 * 1024;

  public FormatHint {
    formats = List.copyOf(formats);
    if (formats.size() > MOST_FORMATS) {
      throw new IllegalArgumentException(
          formats.size() + " access formats, at most " + MOST_FORMATS + " are possible");
    }
    int length = formats.stream().mapToInt(format -> format.text().length()).sum();
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "the access formats have "
              + length
              + " characters, at most "
              + LONGEST
              + " are possible");
    }
  }

  /**
   * Reads a hint, leaving out what this version does not understand: it came with a record, and the
   * lines can be read without it.
   */
  public static FormatHint of(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    String dataset = null;
    List<AccessFormat> formats = new ArrayList<>();
    for (String line : text.split("\n", MOST_FORMATS + 1)) {
      if (line.indexOf(' ') < 0) {
        dataset = line;
      } else if (formats.size() < MOST_FORMATS) {
        format(line).ifPresent(formats::add);
      }
    }
    return new FormatHint(dataset, formats);
  }

  private static Optional<AccessFormat> format(String directive) {
    try {
      return Optional.of(AccessFormat.parse(directive));
    } catch (AccessFormatException unknown) {
      return Optional.empty();
    }
  }

  /** What {@link #of} reads; null when there is nothing to say. */
  public @Nullable String text() {
    return dataset == null && formats.isEmpty()
        ? null
        : Stream.concat(Stream.ofNullable(dataset), formats.stream().map(AccessFormat::directive))
            .collect(Collectors.joining("\n"));
  }

  /** Whether the access lines are said to be gunicorn's; null when nothing is said. */
  public @Nullable Boolean gunicorn() {
    if (dataset != null) {
      return dataset.startsWith("gunicorn");
    }
    return formats.isEmpty()
        ? null
        : (Boolean) formats.stream().anyMatch(one -> one.dataset() == LineFormat.GUNICORN_ACCESS);
  }
}
