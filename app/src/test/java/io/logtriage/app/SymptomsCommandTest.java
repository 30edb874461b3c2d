package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymptomsCommandTest {
  @TempDir private Path folder;

  @Test
  void theExampleThatIsPrintedPassesTheCheck() throws IOException {
    CommandRun example = CommandRun.of("symptoms", "example");
    Files.writeString(folder.resolve("queue-full.yaml"), example.out());

    CommandRun check = CommandRun.of("symptoms", "check", folder);

    assertThat(check.err()).isEmpty();
    assertThat(check.code()).isZero();
    assertThat(check.out()).contains("no problem");
  }

  @Test
  void anEmptyFolderIsToldHowToBegin() {
    CommandRun check = CommandRun.of("symptoms", "check", folder);

    assertThat(check.code()).isEqualTo(Cli.FAILED);
    assertThat(check.err()).contains("logtriage symptoms example");
  }

  @Test
  void aTimedExampleThatDoesSomethingElseFails() throws IOException {
    String example = CommandRun.of("symptoms", "example").out();
    Files.writeString(
        folder.resolve("queue-full.yaml"),
        example.replace("expect: [open 20s", "expect: [open 9s"));

    CommandRun check = CommandRun.of("symptoms", "check", folder);

    assertThat(check.code()).isEqualTo(Cli.FAILED);
    assertThat(check.err()).contains("expected [open 9s, resolved 320s], found [open 20s");
  }
}
