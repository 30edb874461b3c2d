package io.logtriage.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.ingest.CheckpointReport.SourceReport;
import io.logtriage.ingest.CheckpointState.FileState;
import io.logtriage.ingest.CheckpointState.SourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointReportTest {
  @TempDir Path folder;

  @Test
  void lagCountsWhatIsLeftOfTheRotatedFileAndAllOfTheNewOne() throws IOException {
    Path rotated = Files.writeString(folder.resolve("app.log.1"), "0123456789");
    Path app = Files.writeString(folder.resolve("app.log"), "01234");
    write(state(rotated, app, 4));

    CheckpointReport report = CheckpointReport.read(folder.resolve("checkpoint"));

    assertThat(report.error()).isEqualTo("no Kafka at x:1");
    assertThat(report.sources())
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.source()).isEqualTo("web-1:" + app);
              assertThat(source.position()).isEqualTo(4);
              assertThat(source.lagBytes()).isEqualTo(6 + 5);
              assertThat(source.lagSeconds()).isGreaterThan(1_000);
            });
  }

  @Test
  void nothingLeftIsNoLag() throws IOException {
    Path app = Files.writeString(folder.resolve("app.log"), "0123456789");
    write(state(app, app, 10));

    assertThat(CheckpointReport.read(folder.resolve("checkpoint")).sources())
        .extracting(SourceReport::lagBytes, SourceReport::lagSeconds)
        .containsExactly(org.assertj.core.api.Assertions.tuple(0L, 0L));
  }

  @Test
  void folderWithoutCheckpointIsToldApart() {
    assertThatThrownBy(() -> CheckpointReport.read(folder))
        .isInstanceOf(ShipperException.class)
        .hasMessageContaining("no checkpoint in " + folder);
  }

  private CheckpointState state(Path file, Path path, long offset) throws IOException {
    String identity =
        String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    FileState read =
        new FileState(0, path.toString(), identity, Fingerprint.NONE, offset, false, -1, Mark.NONE);
    return new CheckpointState(
        "s1",
        Map.of("web-1:" + path, new SourceState(1, List.of(read), 1_000_000)),
        Set.of(),
        Map.of(),
        Map.of(),
        "no Kafka at x:1");
  }

  private void write(CheckpointState state) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(folder.resolve("checkpoint"))) {
      checkpoint.write(state);
    }
  }
}
