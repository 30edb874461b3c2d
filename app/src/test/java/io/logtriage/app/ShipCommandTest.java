package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ship} does without Kafka. */
class ShipCommandTest {
  @TempDir Path folder;

  @Test
  void dryRunPrintsWhatWouldBeSentAndTouchesNothing() throws Exception {
    Path log =
        Files.writeString(
            folder.resolve("app.log"), "one password=hunter22\nlast of employee 4711");
    Path checkpoint = folder.resolve("checkpoint");

    CommandRun run =
        CommandRun.of(
            "ship",
            "--dry-run",
            "--host",
            "web-1",
            "--redact",
            "employee (\\d+)",
            "--checkpoint",
            checkpoint,
            log);

    assertThat(run.code()).as(run.err()).isEqualTo(Cli.DONE);
    assertThat(run.out().lines())
        .containsExactly(
            "web-1:" + log + "\tone password=[redacted]",
            "web-1:" + log + "\tlast of employee [redacted]");
    assertThat(run.err()).contains("2 lines of 1 source");
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void dryRunInJsonIsOneObjectForEachRecord() throws Exception {
    Path log = Files.writeString(folder.resolve("app.log"), "one\ntwo\n");

    CommandRun run =
        CommandRun.of(
            "ship",
            "--dry-run",
            "--json",
            "--deployment",
            "shop",
            "--label",
            "team=payments",
            "--checkpoint",
            folder,
            log);

    assertThat(run.json())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.at("/deployment").asText()).isEqualTo("shop");
              assertThat(record.at("/labels/team").asText()).isEqualTo("payments");
              assertThat(record.at("/lines/1").asText()).isEqualTo("two");
              assertThat(record.at("/history").asBoolean()).isTrue();
            });
  }

  @Test
  void pathPatternThatFitsNothingIsToldWithWhatWasExpected() throws Exception {
    Path log = Files.writeString(folder.resolve("app.log"), "one\n");

    CommandRun run =
        CommandRun.of(
            "ship",
            "--dry-run",
            "--path-pattern",
            "{deployment}/{host}/*",
            "--host",
            "web-1",
            "--checkpoint",
            folder,
            log);

    assertThat(run.err())
        .contains("path pattern '{deployment}/{host}/*' does not fit any of 1 file")
        .contains("app.log below " + folder)
        .contains("deployment web-1 is assumed");
  }

  @Test
  void statusWithoutCheckpointIsOneClearLine() {
    CommandRun run = CommandRun.of("ship", "--status", "--checkpoint", folder);

    assertThat(run.code()).isEqualTo(Cli.FAILED);
    assertThat(run.err()).contains("no checkpoint in " + folder).doesNotContain("java.");
  }

  @Test
  void whatIsWrongInTheSourcesIsToldBeforeAnythingStarts() throws Exception {
    Path sources = Files.writeString(folder.resolve("s.yaml"), "sources:\n  - file: x\n");

    CommandRun run = CommandRun.of("ship", "--sources", sources, "--checkpoint", folder);

    assertThat(run.code()).isEqualTo(Cli.FAILED);
    assertThat(run.err()).contains("s.yaml:2: expected exactly one of").doesNotContain("java.");
  }
}
