package io.logtriage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReaderTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    write(
        "syslog.1", "2025-06-01T00:00:00Z", "Nov  3 09:00:00 web a: x", "Mar  3 09:00:00 web a: x");
    write("syslog", "2026-02-01T00:00:00Z", "Dec 31 09:00:00 web a: x", "Jan  1 09:00:00 web a: x");
  }

  @Test
  void eachRecordSaysOfWhichYearItsStampsAre() {
    assertThat(records(files(), Map.of()))
        .extracting(LogsRecord::year)
        .containsExactly(2024, 2025, 2025, 2026);
  }

  @Test
  void whoKnowsTheFirstYearIsBelieved() {
    assertThat(records(files().withFirstYear(2011), Map.of()))
        .extracting(LogsRecord::year)
        .containsExactly(2011, 2012, 2012, 2013);
  }

  @Test
  void whoGoesOnInTheMiddleKeepsTheYears() {
    List<LogsRecord> all = records(files().withFirstYear(2011), Map.of());
    Position taken = all.get(2).last();

    assertThat(records(files().withFirstYear(2011), Map.of(all.get(0).source().key(), taken)))
        .extracting(LogsRecord::year)
        .containsExactly(2013);
  }

  private LogFiles files() {
    return LogFiles.find(List.of(folder), SourceNaming.ofHost("web-1"));
  }

  private static List<LogsRecord> records(LogFiles files, Map<String, Position> taken) {
    List<LogsRecord> records = new ArrayList<>();
    assertThat(new ArchiveReader(files.sources(), taken).sendTo(records::add, () -> false))
        .isEmpty();
    return records;
  }

  private void write(String name, String modified, String... lines) throws IOException {
    Path file = Files.write(folder.resolve(name), List.of(lines));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(modified)));
  }
}
