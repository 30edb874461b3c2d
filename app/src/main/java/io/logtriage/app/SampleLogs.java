package io.logtriage.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sample logs that logtriage ships, recorded from a real stack (see {@code app/recorder}), with
 * their time stamps moved so that the recording ends at a given moment.
 */
final class SampleLogs {
  private static final String FOLDER = "samples/";
  private static final int STAMP_WITHIN = 80;

  /** Date and time at the head of a line, in the two layouts that the sample logs use. */
  private enum Stamp {
    DASHES("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "yyyy-MM-dd HH:mm:ss"),
    SLASHES("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d", "yyyy/MM/dd HH:mm:ss"),
    ACCESS("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d", "dd/MMM/yyyy:HH:mm:ss");

    private final Pattern pattern;
    private final DateTimeFormatter formatter;

    Stamp(String pattern, String layout) {
      this.pattern = Pattern.compile(pattern);
      this.formatter = DateTimeFormatter.ofPattern(layout, Locale.ROOT);
    }
  }

  private SampleLogs() {}

  /** Writes the samples below {@code target}, ending at {@code end}. */
  static void write(Path target, Instant end) throws IOException {
    List<String> names = read("files.txt");
    LocalDateTime last = LocalDateTime.MIN;
    for (String name : names) {
      for (String line : read(name)) {
        LocalDateTime time = time(line);
        last = time != null && time.isAfter(last) ? time : last;
      }
    }
    Duration shift =
        Duration.between(last.toInstant(ZoneOffset.UTC), end)
            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    for (String name : names) {
      Path file = target.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, read(name).stream().map(line -> shifted(line, shift)).toList());
    }
  }

  private static @org.jspecify.annotations.Nullable LocalDateTime time(String line) {
    String head = line.substring(0, Math.min(STAMP_WITHIN, line.length()));
    for (Stamp stamp : Stamp.values()) {
      Matcher matcher = stamp.pattern.matcher(head);
      if (matcher.find()) {
        return LocalDateTime.parse(matcher.group(), stamp.formatter);
      }
    }
    return null;
  }

  private static String shifted(String line, Duration shift) {
    int headLength = Math.min(STAMP_WITHIN, line.length());
    String head = line.substring(0, headLength);
    for (Stamp stamp : Stamp.values()) {
      Matcher matcher = stamp.pattern.matcher(head);
      if (matcher.find()) {
        String moved =
            stamp.formatter.format(
                LocalDateTime.parse(matcher.group(), stamp.formatter).plus(shift));
        return head.substring(0, matcher.start()) + moved + line.substring(matcher.end());
      }
    }
    return line;
  }

  private static List<String> read(String name) throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                SampleLogs.class.getResourceAsStream(FOLDER + name), name + " is not packaged");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
