package io.logtriage.ingest;

import static io.logtriage.ingest.LogFolder.append;
import static io.logtriage.ingest.LogFolder.gzip;
import static io.logtriage.ingest.LogFolder.numbered;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.wire.LogsRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with holes, of many names or none, and such that cannot be read yet. */
class OddFilesTest {
  private static final long TEN_GIGABYTES = 10L << 30;

  @TempDir Path folder;
  private Path logs = Path.of("unset");
  private Path app = Path.of("unset");

  @BeforeEach
  void name() throws IOException {
    logs = Files.createDirectory(folder.resolve("logs"));
    app = logs.resolve("app.log");
  }

  @Test
  void holeThatAwriterLeavesBehindAtruncationIsNoText() throws IOException {
    try (FileChannel writer =
        FileChannel.open(app, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      writer.write(bytes("one\n".repeat(50_000)));
      TailHarness tail = harness().start();
      Files.copy(app, logs.resolve("app.log.1"));
      Files.writeString(app, ""); // the writer goes on at its own position
      writer.write(bytes("two\n"));
      tail.step().step();
      assertThat(tail.lines()).hasSize(50_001).endsWith("two");
      writer.write(bytes("three\n"));
      tail.restart().step();
      assertThat(tail.lines()).hasSize(50_002).endsWith("three");
      assertThat(tail.problems()).isEmpty();
    }
  }

  @Test
  void positionsGoBeyondTenGigabytes() throws IOException {
    try (FileChannel writer =
        FileChannel.open(
            app,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      writer.write(bytes("old\n"), TEN_GIGABYTES);
      TailHarness tail = harness().fromEnd().start();
      writer.write(bytes("new\n"), TEN_GIGABYTES + 4);
      tail.step().restart();
      writer.write(bytes("newer\n"), TEN_GIGABYTES + 8);
      tail.step();
      assertThat(tail.lines()).containsExactly("new", "newer");
      assertThat(tail.records())
          .extracting(record -> record.offset(0))
          .containsExactly(TEN_GIGABYTES + 4, TEN_GIGABYTES + 8);
    }
  }

  @Test
  void fileOfTwoNamesIsReadOnce() throws IOException {
    append(app, "one\n");
    Files.createLink(logs.resolve("same.log"), app);
    TailHarness tail = harness().start();
    append(logs.resolve("same.log"), "two\n");
    tail.step();
    Files.delete(app);
    append(logs.resolve("same.log"), "three\n");
    tail.step();
    assertThat(tail.lines()).containsExactly("one", "two", "three");
    assertThat(tail.records()).extracting(record -> record.source().path()).containsOnly(app + "");
  }

  @Test
  void linkThatIsSwitchedLeadsToTheNextFileOnceTheOneBeforeIsRead() throws IOException {
    Path first = folder.resolve("2026-11-21");
    Path second = folder.resolve("2026-11-22");
    append(first, "one\n");
    Files.createSymbolicLink(app, first);
    TailHarness tail = harness().start();
    append(first, "two\n");
    append(second, "three\n");
    Files.delete(app);
    Files.createSymbolicLink(app, second);
    tail.step().step();
    append(second, "four\n");
    tail.step();
    assertThat(tail.lines()).containsExactly("one", "two", "three", "four");
    assertThat(tail.records())
        .extracting(LogsRecord::source)
        .allMatch(s -> s.path().equals(app + ""));
  }

  @Test
  void fileThatMayBeReadLaterIsReadThen() throws IOException {
    append(app, "one\n");
    Files.setPosixFilePermissions(app, PosixFilePermissions.fromString("---------"));
    TailHarness tail = harness().start();
    Files.setPosixFilePermissions(app, PosixFilePermissions.fromString("r--r--r--"));
    tail.step();
    assertThat(tail.lines()).containsExactly("one"); // root may read it at once
  }

  @Test
  void archiveThatIsDeletedWhileItIsReadIsReadToItsEnd() throws IOException {
    append(app, "begin\n");
    TailHarness tail = harness().start();
    Path archive = logs.resolve("app.log.1.gz");
    gzip("begin\n" + numbered("rest", 20_000), archive);
    Files.delete(app);
    append(app, "next\n");
    tail.search().readOne();
    Files.delete(archive);
    tail.step().step().step();
    assertThat(tail.lines()).hasSize(20_002).startsWith("begin", "rest line 0").endsWith("next");
  }

  @Test
  void thousandsOfFilesAreFollowed() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      append(logs.resolve(i + ".log"), "one\n");
    }
    TailHarness tail = harness().start();
    append(logs.resolve("1999.log"), "two\n");
    tail.step();
    assertThat(tail.lines()).hasSize(2_001).endsWith("two");
    assertThat(tail.problems()).isEmpty();
  }

  private TailHarness harness() {
    return new TailHarness(logs, false);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
