package io.logtriage.ingest;

import static io.logtriage.ingest.LogFolder.append;
import static io.logtriage.ingest.LogFolder.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.wire.LogsRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {
  @TempDir Path folder;
  private Path app = Path.of("unset");

  @BeforeEach
  void name() {
    app = folder.resolve("app.log");
  }

  @Test
  void linesAreReadAsTheyCome() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(app, "two\r\nthree\n");
    tail.step();
    assertThat(tail.lines()).containsExactly("one", "two", "three");
    assertThat(tail.atEnd()).isTrue();
  }

  @Test
  void newLogMayGetTheInodeOfTheOneThatWasJustCompressed() throws IOException {
    Path older = folder.resolve("app.log.2");
    TailHarness tail = harness().start();
    append(older, "0 line\n");
    append(folder.resolve("app.log.1"), "1 line\n");
    tail.step();
    gzip("0 line\n", folder.resolve("app.log.2.gz"));
    Files.move(older, app);
    Files.writeString(app, "2 line\n");
    tail.step();
    tail.step();
    assertThat(tail.lines()).containsExactly("0 line", "1 line", "2 line");
  }

  @Test
  void halfLineAtTheEndOfAfileThatIsCompressedWhileItIsReadComesOnce() throws IOException {
    Path older = folder.resolve("app.log.2");
    TailHarness tail = harness().start();
    append(folder.resolve("app.log.3"), "0 line\n");
    append(older, "1 line\n2 half");
    append(folder.resolve("app.log.1"), "3 line\n");
    tail.step();
    gzip("1 line\n2 half", folder.resolve("app.log.2.gz"));
    Files.delete(older);
    append(app, "4 line\n");
    for (int look = 0; look < 6; look++) {
      tail.step();
    }
    assertThat(tail.lines()).containsExactly("0 line", "1 line", "2 half", "3 line", "4 line");
  }

  @Test
  void onlyWhatWasThereBeforeIsHistory() throws IOException {
    append(app, "before\n");
    long modified = Files.getLastModifiedTime(app).toMillis();
    TailHarness tail = harness().start();
    append(app, "after\n");
    tail.step();
    LogsRecord before = tail.records().get(0);
    assertThat(before.history()).isTrue();
    assertThat(before.modified()).isEqualTo(modified);
    LogsRecord after = tail.records().get(1);
    assertThat(after.history()).isFalse();
    assertThat(after.modified()).isEqualTo(LogsRecord.UNKNOWN);
    assertThat(after.offset(0)).isEqualTo(7);
  }

  @Test
  void historyWhoseStampsNameNoYearIsSentWithIt() throws IOException {
    append(app, "Dec 31 23:59:59 web app: a\nJan  1 00:00:00 web app: b\n");
    Files.setLastModifiedTime(app, FileTime.from(Instant.parse("2022-01-02T00:00:00Z")));
    TailHarness tail = harness().start();
    append(app, "Jan  3 00:00:00 web app: c\n");
    tail.step();

    assertThat(tail.records()).extracting(LogsRecord::year).containsExactly(2021, 2022, 0);
    assertThat(tail.lines()).hasSize(3);
  }

  @Test
  void unfinishedLineWaitsForItsEnd() throws IOException {
    append(app, "be");
    TailHarness tail = harness().start();
    assertThat(tail.lines()).isEmpty();
    append(app, "gin");
    assertThat(tail.step().lines()).isEmpty();
    append(app, "ning\n");
    assertThat(tail.step().lines()).containsExactly("beginning");
  }

  @Test
  void onceTakesTheLastLineAsItIs() throws IOException {
    append(app, "one\nno newline");
    assertThat(new TailHarness(folder, true).start().lines()).containsExactly("one", "no newline");
  }

  @Test
  void renamedFileIsReadToItsEndBeforeTheNewOne() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(app, "two\n");
    Files.move(app, folder.resolve("app.log.1"));
    append(app, "three\n");
    tail.step();
    assertThat(tail.lines()).containsExactly("one", "two", "three");
    assertThat(tail.records()).extracting(LogsRecord::generation).containsExactly(0L, 0L, 1L);
  }

  @Test
  void lateLinesOfARenamedFileAreNotTakenForRepeats() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    Path rotated = folder.resolve("app.log.1");
    Files.move(app, rotated);
    append(app, "two\n");
    tail.step();
    append(rotated, "late\n");
    tail.step();
    append(app, "three\n");
    tail.step();
    assertThat(tail.lines()).containsExactly("one", "two", "late", "three");
  }

  @Test
  void rotationWhileTheShipperIsDownLosesNothing() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(app, "two\n");
    Files.move(app, folder.resolve("app.log.1"));
    append(app, "three\n");
    tail.restart();
    assertThat(tail.lines()).containsExactly("one", "two", "three");
    assertThat(tail.repeats()).isZero();
  }

  @Test
  void compressedFileIsKnownByItsContent() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(app, "two\n");
    gzip(app, folder.resolve("app.log.1.gz"));
    append(app, "three\n");
    tail.restart();
    assertThat(tail.lines()).containsExactly("one", "two", "three");
    tail.restart();
    assertThat(tail.records()).hasSize(3);
  }

  @Test
  void checkpointBeforeTheLastKnowsAllThatWasBegun() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start().save().save();
    Files.move(app, folder.resolve("app.log.1"));
    append(app, "two\n");
    tail.step();
    append(folder.resolve("app.log.1"), "late\n");
    append(app, "three\n");
    tail.powerLoss();
    tail.step().step();
    assertThat(tail.lines()).containsExactlyInAnyOrder("one", "two", "late", "three");
  }

  @Test
  void deletedFileIsReadToItsEnd() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(app, "two\nthree");
    Files.delete(app);
    tail.step();
    append(app, "four\n");
    tail.step();
    assertThat(tail.lines()).containsExactly("one", "two", "three", "four");
  }

  @Test
  void rotatedSetIsReadOldestFirst() throws IOException {
    append(app, "four\n");
    append(folder.resolve("app.log.1"), "three\n");
    append(folder.resolve("app.log-20261120"), "one\n");
    Path plain = folder.resolve("plain");
    append(plain, "two\n");
    gzip(plain, folder.resolve("app.log.2.gz"));
    TailHarness tail = harness().start();
    assertThat(tail.lines()).containsExactly("one", "two", "three", "four");
    assertThat(tail.repeats()).isZero();
  }

  @Test
  void filesThatBeginAlikeAreNotTakenForCopies() throws IOException {
    append(folder.resolve("app.log.2"), "Starting\n");
    append(folder.resolve("app.log.1"), "Starting\n");
    append(app, "Starting\n");
    assertThat(harness().start().lines()).hasSize(3);
  }

  @Test
  void newFileInTheFolderIsFound() throws IOException {
    TailHarness tail = harness().start();
    Files.createDirectory(folder.resolve("new"));
    append(folder.resolve("new/other.log"), "one\n");
    assertThat(tail.step().lines()).containsExactly("one");
    assertThat(tail.records().get(0).history()).isFalse();
  }

  @Test
  void fromEndLeavesOutWhatIsThere() throws IOException {
    append(app, "old\n");
    append(folder.resolve("app.log.1"), "older\n");
    TailHarness tail = harness().fromEnd().start();
    append(app, "new\n");
    tail.step();
    tail.restart();
    assertThat(tail.lines()).containsExactly("new");
  }

  @Test
  void unacknowledgedLinesAreSentAgainInTheSamePlace() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(app, "two\n");
    tail.read();
    tail.restart();
    assertThat(tail.lines()).containsExactly("one", "two");
    assertThat(tail.repeats()).isEqualTo(1);
  }

  @Test
  void binaryFileIsReportedAndOthersAreRead() throws IOException {
    Files.write(folder.resolve("wtmp"), new byte[100_000]);
    Files.write(folder.resolve("btmp"), new byte[] {1, 2, 3, 0, 0, 0});
    append(app, "one\n");
    TailHarness tail = harness().start();
    assertThat(tail.lines()).containsExactly("one");
    assertThat(tail.problems())
        .extracting(FileProblem::kind)
        .containsExactly(FileProblem.Kind.NOT_TEXT);
  }

  @Test
  void longLineIsCutAndStandsAlone() throws IOException {
    append(app, "one\n" + "x".repeat(1_000_000) + "\ntwo\n");
    TailHarness tail = harness().start();
    assertThat(tail.records())
        .extracting(LogsRecord::truncated)
        .containsExactly(false, true, false);
    assertThat(tail.records().get(1).value()).hasSize(LineReader.MAX_LINE + 1);
    assertThat(tail.records().get(2).offset(0)).isEqualTo(1_000_005);
  }

  @Test
  void recordsAreOfModerateSize() throws IOException {
    append(app, "a line of some length\n".repeat(100_000));
    TailHarness tail = harness().start();
    assertThat(tail.lines()).hasSize(100_000);
    assertThat(tail.records()).allMatch(record -> record.value().length <= 66_000);
  }

  @Test
  void historyOfSeveralSourcesComesInTheOrderInWhichItHappened() throws IOException {
    append(folder.resolve("a.log"), "@100 a\n  more of a\n@300 a\n");
    append(folder.resolve("b.log"), "@101 b\n@200 b\n@301 b\n");
    append(folder.resolve("c.log"), "before any time\n@250 c\n");
    append(folder.resolve("undated.log"), "x\n");
    assertThat(harness().start().lines())
        .containsExactly(
            "@100 a",
            "  more of a",
            "@101 b",
            "@200 b",
            "before any time",
            "@250 c",
            "@300 a",
            "@301 b",
            "x");
  }

  @Test
  void lateLinesOfArotatedFileSurviveAkillRightAfterItWasLeft() throws IOException {
    Path rotated = folder.resolve("app.log.1");
    append(rotated, "one\n");
    append(app, "two\n");
    TailHarness tail = harness().start();
    append(rotated, "late\n");
    tail.crash();
    append(app, "three\n");
    for (int look = 0; look < 4; look++) {
      tail.step();
    }
    assertThat(tail.lines()).containsExactly("one", "two", "late", "three");
  }

  @Test
  void filesThatAreRenamedBetweenTheSearchAndReadingAreNotMixedUp() throws IOException {
    append(folder.resolve("app.log.1"), "one\n");
    append(app, "two\n");
    TailHarness tail = harness();
    tail.start(
        () -> {
          Files.move(folder.resolve("app.log.1"), folder.resolve("app.log.2"));
          Files.move(app, folder.resolve("app.log.1"));
          append(app, "three\n");
        });
    tail.step().step().step();
    assertThat(tail.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void fromEndBeginsWithTheLineThatIsBeingWritten() throws IOException {
    append(app, "old\nbe");
    TailHarness tail = harness().fromEnd().start();
    append(app, "ginning\n");
    assertThat(tail.step().lines()).containsExactly("beginning");
  }

  private TailHarness harness() {
    return new TailHarness(folder, false);
  }
}
