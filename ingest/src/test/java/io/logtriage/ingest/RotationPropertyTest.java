package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.ingest.TailHarness.Meanwhile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RotationPropertyTest {

  /** What may happen to a log and its shipper. */
  enum Step {
    APPEND,
    APPEND_HALF,
    LOOK,
    READ_WITHOUT_ANSWER,
    ROTATE,
    COMPRESS,
    KILL,
    SAVE,
    CRASH,
    POWER_LOSS
  }

  /** What may happen besides when it does not matter in which order lines come. */
  enum Disorder {
    APPEND,
    APPEND_TO_ROTATED,
    LOOK,
    READ_WITHOUT_ANSWER,
    ROTATE,
    COPY_AND_TRUNCATE,
    LOOK_AT_AN_EMPTY_COPY,
    LOOK_AT_HALF_A_COPY,
    LOOK_BEFORE_THE_TRUNCATION,
    KILL_BEFORE_THE_TRUNCATION,
    POWER_LOSS_BEFORE_THE_TRUNCATION,
    KILL,
    SAVE,
    CRASH,
    POWER_LOSS,
    BUSY,
    IMPATIENT
  }

  private static final Meanwhile NOTHING = () -> {};

  @Property(tries = 1000)
  void whateverHappensEachLineArrivesOnceInOrder(@ForAll @Size(max = 30) List<Step> steps)
      throws IOException {
    Path folder = Files.createTempDirectory("rotation");
    try {
      Log log = new Log(folder);
      TailHarness tail = new TailHarness(folder, false).start();
      for (Step step : steps) {
        switch (step) {
          case APPEND -> log.append("line\n");
          case APPEND_HALF -> log.append("half ");
          case LOOK -> tail.step();
          case READ_WITHOUT_ANSWER -> tail.read();
          case ROTATE -> log.rotate();
          case COMPRESS -> {
            tail.step(); // a file may be compressed once the one after it is written to
            log.compress();
          }
          case KILL -> tail.restart();
          case SAVE -> tail.save();
          case CRASH -> tail.crash();
          case POWER_LOSS -> tail.powerLoss();
        }
      }
      log.append("the end\n");
      for (int look = 0; look < 2 * steps.size() + 3; look++) {
        tail.step(); // a look or two for each file
      }
      assertThat(tail.lines()).isEqualTo(log.lines());
    } finally {
      delete(folder);
    }
  }

  @Property(tries = 1000)
  void lateLinesAndTruncationsLoseAndDoubleNothing(@ForAll @Size(max = 30) List<Disorder> steps)
      throws IOException {
    Path folder = Files.createTempDirectory("rotation");
    try {
      Log log = new Log(folder);
      TailHarness tail = new TailHarness(folder, false).start();
      for (Disorder step : steps) {
        switch (step) {
          case APPEND -> log.append("line\n");
          case APPEND_TO_ROTATED -> log.appendToRotated();
          case LOOK -> tail.step();
          case READ_WITHOUT_ANSWER -> tail.read();
          case ROTATE -> log.rotate();
          case COPY_AND_TRUNCATE -> log.copyAndTruncate(NOTHING, NOTHING, NOTHING);
          case LOOK_AT_AN_EMPTY_COPY -> log.copyAndTruncate(tail::step, NOTHING, NOTHING);
          case LOOK_AT_HALF_A_COPY -> log.copyAndTruncate(NOTHING, tail::step, NOTHING);
          case LOOK_BEFORE_THE_TRUNCATION -> log.copyAndTruncate(NOTHING, NOTHING, tail::step);
          case KILL_BEFORE_THE_TRUNCATION -> log.copyAndTruncate(NOTHING, NOTHING, tail::restart);
          case POWER_LOSS_BEFORE_THE_TRUNCATION ->
              log.copyAndTruncate(NOTHING, tail::step, tail::powerLoss);
          case KILL -> tail.restart();
          case SAVE -> tail.save();
          case CRASH -> tail.crash();
          case POWER_LOSS -> tail.powerLoss();
          case BUSY -> tail.busy();
          case IMPATIENT -> tail.impatient();
        }
      }
      log.append("the end\n");
      tail.resting().crash();
      for (int look = 0; look < 2 * steps.size() + 3; look++) {
        tail.step();
      }
      assertThat(tail.lines()).containsExactlyInAnyOrderElementsOf(log.lines());
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A log that is rotated as logrotate does it: by renaming. */
  private static final class Log {
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    private final Path folder;
    private final Path current;
    private final List<String> lines = new ArrayList<>();
    private String open = "";
    private int number;
    private int rotations;
    private boolean copied;

    Log(Path folder) {
      this.folder = folder;
      this.current = folder.resolve("app.log");
    }

    void append(String text) throws IOException {
      String numbered = number++ + " " + text;
      write(current, numbered, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      open += numbered;
      if (open.endsWith("\n")) {
        lines.add(open.strip());
        open = "";
      }
    }

    /** A program that was not told to open its log again. */
    void appendToRotated() throws IOException {
      Path rotated = folder.resolve("app.log.1");
      if (Files.exists(rotated) && !copied) {
        String late = number++ + " late";
        write(rotated, late + "\n", StandardOpenOption.APPEND);
        lines.add(late);
      }
    }

    /** In steps, between which somebody may look. */
    void copyAndTruncate(Meanwhile empty, Meanwhile half, Meanwhile whole) throws IOException {
      if (Files.exists(current)) {
        String content = Files.readString(current);
        Path moved = folder.resolve("moved");
        Files.move(current, moved);
        shift();
        Files.move(moved, current);
        Path copy = folder.resolve("app.log.1");
        write(copy, "", StandardOpenOption.CREATE_NEW);
        empty.happens();
        write(copy, content.substring(0, content.length() / 2), StandardOpenOption.APPEND);
        half.happens();
        write(copy, content.substring(content.length() / 2), StandardOpenOption.APPEND);
        whole.happens();
        number++;
        write(current, "", StandardOpenOption.TRUNCATE_EXISTING);
        copied = true;
      }
    }

    private void write(Path file, String text, StandardOpenOption... options) throws IOException {
      Files.writeString(file, text, options);
      // Time passes between writes; here hundreds of files come and go within one tick of the
      // clock.
      Files.setLastModifiedTime(file, FileTime.from(BEGIN.plusSeconds(number)));
    }

    void rotate() throws IOException {
      if (!Files.exists(current)) {
        return;
      }
      if (!open.isEmpty()) {
        lines.add(open);
        open = "";
      }
      shift();
      Files.move(current, folder.resolve("app.log.1"));
      copied = false;
    }

    private void shift() throws IOException {
      for (int i = rotations; i > 0; i--) {
        for (String suffix : List.of("", ".gz")) {
          Path from = folder.resolve("app.log." + i + suffix);
          if (Files.exists(from)) {
            Files.move(from, folder.resolve("app.log." + (i + 1) + suffix));
          }
        }
      }
      rotations++;
    }

    void compress() throws IOException {
      Path from = folder.resolve("app.log.2");
      if (Files.exists(from)) {
        Path temporary = folder.resolve(".being-compressed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(temporary))) {
          out.write(Files.readString(from).getBytes(UTF_8));
        }
        Files.move(temporary, folder.resolve("app.log.2.gz"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(from);
      }
    }

    List<String> lines() {
      return lines;
    }
  }
}
