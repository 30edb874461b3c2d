package io.logtriage.patterns.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileYearsTest {
  @TempDir Path folder;

  @Test
  void theLastModifiedTimeTellsTheYear() throws IOException {
    assertThat(years("2021-03-02T10:00:00Z", "Mar  1 09:00:00", "Mar  2 09:00:00"))
        .containsExactly(2021, 2021);
  }

  @Test
  void aStepBackOfMonthsBeginsAYear() throws IOException {
    assertThat(
            years(
                "2026-02-01T10:00:00Z",
                "Nov  3 09:00:00",
                "Mar  2 09:00:00",
                "Dec 31 23:59:59",
                "Jan  1 00:00:00",
                "Feb  1 09:00:00"))
        .containsExactly(2024, 2025, 2025, 2026, 2026);
  }

  @Test
  void linesOutOfOrderBeginNone() throws IOException {
    assertThat(
            years(
                "2026-01-20T00:00:00Z",
                "Dec 31 23:59:59",
                "Jan  1 00:00:00",
                "Dec 31 23:59:58",
                "Jan  1 00:00:01",
                "Jan 19 00:00:00",
                "Jan  3 00:00:00"))
        .containsExactly(2025, 2026, 2025, 2026, 2026, 2026);
  }

  @Test
  void monthsOfSilenceAreNoStepBack() throws IOException {
    assertThat(years("2026-12-20T10:00:00Z", "Jan 10 09:00:00", "Dec 20 09:00:00"))
        .containsExactly(2026, 2026);
  }

  @Test
  void noLineLiesMoreThanADayAfterTheLastModifiedTime() throws IOException {
    assertThat(years("2026-03-01T10:00:00Z", "Mar  2 09:00:00")).containsExactly(2026);
    assertThat(years("2026-03-01T08:00:00Z", "Mar  2 09:00:00")).containsExactly(2025);
  }

  @Test
  void leapDaysAreOfLeapYears() throws IOException {
    assertThat(years("2026-03-02T10:00:00Z", "Feb 28 09:00:00", "Feb 29 09:00:00"))
        .containsExactly(2024, 2024);
    assertThat(years("2025-01-02T10:00:00Z", "Feb 29 09:00:00", "Jan  2 09:00:00"))
        .containsExactly(2024, 2025);
  }

  @Test
  void whoKnowsTheFirstYearIsBelieved() throws IOException {
    List<String> older = List.of("Nov  3 09:00:00", "Dec 30 09:00:00");
    List<String> newer = List.of("Jan  2 09:00:00", "Feb  1 09:00:00");
    FileYears first = FileYears.of(write("a.log.1", older, "2026-01-01T00:00:00Z"), 2019, NONE);
    FileYears second = FileYears.of(write("a.log", newer, "2026-03-01T00:00:00Z"), 2019, first);

    assertThat(first.at(0)).isEqualTo(2019);
    assertThat(second.at(0)).isEqualTo(2020);
  }

  @Test
  void prioritiesAndUndatedLinesAreReadOver() throws IOException {
    LogFile file =
        write(
            "a.log",
            List.of("started", "<30>Dec 31 09:00:00 web app: x", "  more", "<30>Jan  1 09:00:00"),
            "2026-01-02T00:00:00Z");

    assertThat(FileYears.of(file).at(0)).isEqualTo(2025);
    assertThat(FileYears.of(file).at(file.size() - 5)).isEqualTo(2026);
  }

  @Test
  void compressedFilesAreReadAlike() throws IOException {
    Path path = folder.resolve("a.log.1.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write("Dec 31 09:00:00 a\nJan  1 09:00:00 b\n".getBytes(StandardCharsets.US_ASCII));
    }
    FileYears years =
        FileYears.of(
            new LogFile(path, true, 1, Instant.parse("2026-01-02T00:00:00Z").toEpochMilli()));

    assertThat(years.at(0)).isEqualTo(2025);
    assertThat(years.at(18)).isEqualTo(2026);
    assertThat(years.changes()).isTrue();
  }

  @Test
  void stampsThatNameTheirYearNeedNone() throws IOException {
    LogFile file = write("a.log", List.of("2026-03-02 09:00:00 x"), "2026-03-03T00:00:00Z");

    assertThat(FileYears.of(file).at(0)).isZero();
  }

  @Test
  void aHostileFileIsBounded() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      lines.add("Jan  1 09:00:00");
      lines.add("Jun  1 09:00:00");
    }
    assertThat(FileYears.of(write("a.log", lines, "9999-01-01T00:00:00Z")).changes()).isTrue();
  }

  private static final FileYears NONE = FileYears.NONE;

  private List<Integer> years(String modified, String... lines) throws IOException {
    FileYears years = FileYears.of(write("a.log", List.of(lines), modified));
    List<Integer> result = new ArrayList<>();
    long offset = 0;
    for (String line : lines) {
      result.add(years.at(offset));
      offset += line.length() + 1;
    }
    return result;
  }

  private LogFile write(String name, List<String> lines, String modified) throws IOException {
    Path path = folder.resolve(name);
    Files.write(path, lines);
    return new LogFile(path, false, Files.size(path), Instant.parse(modified).toEpochMilli());
  }
}
