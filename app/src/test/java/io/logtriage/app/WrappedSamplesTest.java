package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The sample logs as other systems would have kept them: the same incidents, whatever is around.
 */
class WrappedSamplesTest {
  private static final Instant END = Instant.parse("2026-03-01T12:00:00.500Z");

  /** Where the samples' lines have their own time, and how it is written. */
  private static final Map<Pattern, DateTimeFormatter> STAMPS =
      Map.of(
          Pattern.compile("^\\[?(\\d{4}-\\d\\d-\\d\\d [\\d:]{8}),(\\d{3})"), layout("yyyy-MM-dd"),
          Pattern.compile("^\\[(\\d{4}-\\d\\d-\\d\\d [\\d:]{8}) \\+0000(\\])"),
              layout("yyyy-MM-dd"),
          Pattern.compile("^(\\d{4}/\\d\\d/\\d\\d [\\d:]{8})( )"), layout("yyyy/MM/dd"),
          Pattern.compile("^\\S* ?\\S+ \\S+ \\[(\\d\\d/\\w{3}/\\d{4}:[\\d:]{8}) \\+0000(\\])"),
              layout("dd/MMM/yyyy", ":"));

  @TempDir private Path folder;
  private List<Outcome> plain;

  @BeforeEach
  void plain() throws IOException {
    SampleLogs.write(folder.resolve("plain"), END);
    plain = scan("plain");
    assertThat(plain).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource(Wrapping.class)
  void incidentsAreThoseOfThePlainLines(Wrapping wrapping) throws IOException {
    for (Path log : logs()) {
      wrap(log, wrapping);
    }

    assertThat(scan("wrapped")).isEqualTo(plain);
  }

  private List<Outcome> scan(String name) {
    CommandRun scan =
        CommandRun.of(
            "scan",
            "--json",
            "--zone=UTC",
            "--deployment=shop",
            "--host=web-1",
            folder.resolve(name));
    assertThat(scan.code()).as(scan.err()).isZero();
    return Outcome.of(scan.json());
  }

  private List<Path> logs() throws IOException {
    try (var files = Files.walk(folder.resolve("plain"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Each physical line of its own, as none of these systems knows what belongs together. */
  private void wrap(Path log, Wrapping wrapping) throws IOException {
    Path name = folder.resolve("plain").relativize(log);
    String program = name.getName(name.getNameCount() - 2).toString();
    List<String> lines = new ArrayList<>();
    Instant time = END;
    for (String line : Files.readAllLines(log)) {
      time = time(line, time);
      lines.add(wrapping.wrap(program, time, line));
    }
    Path target = folder.resolve("wrapped").resolve(name);
    Files.createDirectories(target.getParent());
    Files.write(target, lines);
  }

  /** A line without a stamp was written when the one before it was. */
  private static Instant time(String line, Instant before) {
    for (Map.Entry<Pattern, DateTimeFormatter> stamp : STAMPS.entrySet()) {
      Matcher matcher = stamp.getKey().matcher(line);
      if (matcher.find()) {
        Instant second =
            LocalDateTime.parse(matcher.group(1), stamp.getValue()).toInstant(ZoneOffset.UTC);
        String millis = matcher.group(2);
        return millis.matches("\\d{3}") ? second.plusMillis(Integer.parseInt(millis)) : second;
      }
    }
    return before;
  }

  private static DateTimeFormatter layout(String date) {
    return layout(date, " ");
  }

  private static DateTimeFormatter layout(String date, String between) {
    return DateTimeFormatter.ofPattern(date + "'" + between + "'HH:mm:ss", Locale.ROOT);
  }
}
