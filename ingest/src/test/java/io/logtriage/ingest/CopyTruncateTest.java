package io.logtriage.ingest;

import static io.logtriage.ingest.LogFolder.append;
import static io.logtriage.ingest.LogFolder.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are truncated in place, perhaps behind a copy. */
class CopyTruncateTest {
  private static final String BANNER = "Starting, as always, with a long banner\n".repeat(40);

  @TempDir Path folder;
  private Path app = Path.of("unset");

  @BeforeEach
  void name() {
    app = folder.resolve("app.log");
  }

  @Test
  void truncatedFileBeginsAnew() throws IOException {
    append(app, "one\ntwo\n");
    TailHarness tail = harness().start();
    Files.writeString(app, "three\n");
    tail.step();
    assertThat(tail.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void logThatIsCutOffWhileMuchOfItIsLeftToReadLosesAndDoublesNothing() throws IOException {
    append(app, "begin\n");
    TailHarness tail = harness().start();
    append(app, numbered("old", 20_000));
    tail.readOne();
    Files.copy(app, folder.resolve("app.log.1"));
    Files.writeString(app, numbered("new", 40_000));
    tail.step().step().step();
    assertThat(String.join("\n", tail.lines()) + "\n")
        .hasSize(6 + numbered("old", 20_000).length() + numbered("new", 40_000).length())
        .contains(numbered("new", 40_000));
  }

  @Test
  void fileWrittenAnewToALargerSizeBeginsAnew() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    Files.writeString(app, "another beginning\n");
    tail.step();
    assertThat(tail.lines()).containsExactly("one", "another beginning");
  }

  @Test
  void whatCopytruncateCutsOffIsReadInTheCopy() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(app, "two\n");
    Files.copy(app, folder.resolve("app.log.1"));
    Files.writeString(app, "");
    append(app, "three\n");
    tail.step().step();
    assertThat(tail.lines()).containsExactlyInAnyOrder("one", "two", "three");
  }

  @Test
  void copyThatIsBeingMadeIsNotReadTwice() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    Files.copy(app, folder.resolve("app.log.1"));
    tail.step();
    assertThat(tail.lines()).containsExactly("one");
  }

  @Test
  void copyThatIsSeenWhileItIsEmptyIsNotReadTwice() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(folder.resolve("app.log.1"), "");
    tail.step();
    append(folder.resolve("app.log.1"), "one\n");
    tail.step();
    Files.writeString(app, "two\n");
    tail.step().step();
    assertThat(tail.lines()).containsExactly("one", "two");
  }

  @Test
  void copyThatIsSeenInPartIsNotReadTwice() throws IOException {
    append(app, "one\ntwo\n");
    TailHarness tail = harness().start();
    append(folder.resolve("app.log.1"), "one\nt");
    tail.step();
    append(folder.resolve("app.log.1"), "wo\n");
    tail.step();
    Files.writeString(app, "three\n");
    tail.step().step();
    assertThat(tail.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void copyThatIsNotCutOffYetWhenTheShipperStartsIsNotReadTwice() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(app, "two\n");
    Files.copy(app, folder.resolve("app.log.1"));
    tail.restart();
    Files.writeString(app, "three\n");
    tail.step().step().step();
    assertThat(tail.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void copyOfWhatBeganAsTheNewContentDoesIsKnownAfterArestart() throws IOException {
    append(app, BANNER + "one\n");
    TailHarness tail = harness().start();
    append(app, "two\n");
    Files.copy(app, folder.resolve("app.log.1"));
    Files.writeString(app, BANNER); // shorter than what was read
    tail.restart();
    append(app, "three\n");
    tail.step().step();
    assertThat(tail.lines()).hasSize(40 + 2 + 40 + 1).endsWith("three");
  }

  @Test
  void fileThatIsTruncatedBetweenTheSearchAndReadingBeginsAnew() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start();
    append(app, "two\n");
    tail.save()
        .crash(
            () -> {
              Files.copy(app, folder.resolve("app.log.1"));
              Files.writeString(app, "three, and longer than what was there\nfour\n");
            });
    tail.step().step().step();
    assertThat(tail.lines())
        .containsExactlyInAnyOrder("one", "two", "three, and longer than what was there", "four");
  }

  @Test
  void whatWaitsBehindAbusyLogWhenTheShipperIsKilledIsNoRepeat() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start().busy().crash();
    append(app, "two\n");
    LogFolder.copyAndTruncate(app, "three\n");
    tail.step();
    tail.crash(); // what is left of the copy gets a generation, and waits
    append(app, "four\n");
    tail.step();
    LogFolder.copyAndTruncate(app, "five\n");
    tail.step(); // the new content gets a higher one, and goes out
    tail.resting().crash();
    tail.step().step().step();
    assertThat(tail.lines()).containsExactlyInAnyOrder("one", "two", "three", "four", "five");
  }

  @Test
  void whatWaitsBehindAbusyLogHasItsTurnIfTheLogNeverRests() throws IOException {
    append(app, "one\n");
    TailHarness tail = harness().start().busy().impatient().restart();
    append(app, "two\n");
    LogFolder.copyAndTruncate(app, "three\n");
    for (int look = 0; look < 4; look++) {
      tail.step();
      append(app, "more\n");
    }
    assertThat(tail.lines()).containsOnlyOnce("one", "two", "three");
  }

  @Test
  void contentAsLongAsTheOldBeginsAnew() throws IOException {
    append(app, "one\n");
    Files.setLastModifiedTime(app, FileTime.fromMillis(1_000_000));
    TailHarness tail = harness().start();
    Files.writeString(app, "two\n");
    tail.step();
    assertThat(tail.lines()).containsExactly("one", "two");
  }

  @Test
  void contentThatBeginsAsTheOldIsToldApartByWhatWasReadLast() throws IOException {
    append(app, BANNER + "one\n");
    TailHarness tail = harness().start();
    Files.writeString(app, BANNER + "two\nthree\n");
    tail.step();
    assertThat(tail.lines()).endsWith("two", "three").hasSize(40 + 1 + 40 + 2);
  }

  @Test
  void generationsThatBeginAlikeAreToldApartAfterArestart() throws IOException {
    append(app, BANNER + "one\n");
    TailHarness tail = harness().start();
    append(app, "two\n");
    Files.copy(app, folder.resolve("app.log.1"));
    Files.writeString(app, BANNER + "three\nfour\nfive\n");
    tail.restart();
    assertThat(tail.lines().subList(40, tail.lines().size()))
        .containsSubsequence("one", "two", "three", "four", "five")
        .hasSize(5 + 40);
  }

  private TailHarness harness() {
    return new TailHarness(folder, false);
  }
}
