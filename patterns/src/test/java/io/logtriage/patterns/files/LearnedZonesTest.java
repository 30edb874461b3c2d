package io.logtriage.patterns.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedZonesTest {
  private static final String ACCESS =
      "192.0.2.7 - - [02/Mar/2026:10:00:05 +0100] \"GET / HTTP/1.1\" 200 1 \"-\" \"curl/8\"";
  private static final String ACCESS_CHANGED = "2026-03-02T09:00:07Z";

  @TempDir Path folder;

  @Test
  void theLastLineIsAsOldAsTheFilesLastChange() throws IOException {
    write("access.log", ACCESS, ACCESS_CHANGED);
    Path app = write("app.log", "2026-03-02 14:30:01,000 INFO in app: x", "2026-03-02T09:00:02Z");

    LearnedZones zones = learn(ZoneOffset.UTC);

    assertThat(zones.learned())
        .singleElement()
        .asString()
        .contains(app.toString(), "+05:30", "access.log", "--zone");
    assertThat(zones.files().sources())
        .extracting(SourceFiles::source)
        .filteredOn(source -> source.path().equals(app.toString()))
        .extracting(Source::zone)
        .containsExactly(ZoneOffset.ofHoursMinutes(5, 30));
  }

  @Test
  void syslogIsReadAlike() throws IOException {
    write("access.log", ACCESS, ACCESS_CHANGED);
    write("syslog", "Mar  2 04:00:01 web app[7]: x", "2026-03-02T09:00:01Z");

    assertThat(learn(ZoneOffset.UTC).learned())
        .extracting(LearnedZones.Learned::zone)
        .containsExactly(ZoneOffset.ofHours(-5));
  }

  @Test
  void thisMachinesZoneNeedsNoWords() throws IOException {
    write("access.log", ACCESS, ACCESS_CHANGED);
    write("app.log", "2026-03-02 10:00:01,000 INFO in app: x", "2026-03-02T09:00:02Z");

    assertThat(learn(ZoneId.of("Europe/Berlin")).learned()).isEmpty();
  }

  @Test
  void nothingIsLearnedOfFilesThatWereCopied() throws IOException {
    write("access.log", ACCESS, "2026-03-02T14:00:02Z");
    write("app.log", "2026-03-02 09:00:01,000 INFO in app: x", "2026-03-02T14:00:02Z");

    assertThat(learn(ZoneOffset.UTC).learned()).isEmpty();
  }

  @Test
  void nothingIsLearnedWithoutSibling() throws IOException {
    write("app.log", "2026-03-02 09:00:01,000 INFO in app: x", "2026-03-02T14:00:02Z");

    assertThat(learn(ZoneOffset.UTC).learned()).isEmpty();
  }

  @Test
  void nothingIsLearnedOfFilesThatChangedLongAfterTheirLastStamp() throws IOException {
    write("access.log", ACCESS, ACCESS_CHANGED);
    write("app.log", "2026-03-02 09:00:01,000 INFO in app: x", "2026-03-02T09:06:02Z");
    write("old.log", "2026-02-01 09:00:01,000 INFO in app: x", "2026-03-02T09:00:02Z");

    assertThat(learn(ZoneId.of("Asia/Tokyo")).learned()).isEmpty();
  }

  @Test
  void nothingIsLearnedOfStampsInTwoZones() throws IOException {
    write("access.log", ACCESS, ACCESS_CHANGED);
    write(
        "app.log",
        "[2026-03-02 09:00:01 +0000] [7] [INFO] x\n2026-03-02 14:00:01,000 INFO in app: x",
        "2026-03-02T09:00:02Z");

    assertThat(learn(ZoneOffset.UTC).learned()).isEmpty();
  }

  private LearnedZones learn(ZoneId usual) {
    return LearnedZones.of(LogFiles.find(List.of(folder), SourceNaming.ofHost("web-1")), usual);
  }

  private Path write(String name, String lines, String changed) throws IOException {
    Path file = Files.writeString(folder.resolve(name), lines + "\n");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.parse(changed)));
  }
}
