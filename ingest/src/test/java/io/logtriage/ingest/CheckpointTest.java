package io.logtriage.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.ingest.CheckpointState.FileState;
import io.logtriage.ingest.CheckpointState.SourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path temporary;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(written(state("s1", 5)).loaded()).isEqualTo(state("s1", 5));
  }

  @Test
  void aNewFolderGetsAnIdOfItsOwn() {
    try (Checkpoint first = Checkpoint.open(temporary.resolve("a"));
        Checkpoint second = Checkpoint.open(temporary.resolve("b"))) {
      assertThat(first.loaded().shipper()).isNotEqualTo(second.loaded().shipper());
    }
  }

  @Test
  void damagedFileFallsBackToTheOneBeforeWithGenerationsToSpare() throws IOException {
    written(state("s1", 1)).close();
    written(state("s1", 2)).close();
    Path current = temporary.resolve("checkpoint.json");
    byte[] bytes = Files.readAllBytes(current);
    bytes[bytes.length / 2] ^= 1;
    Files.write(current, bytes);
    try (Checkpoint checkpoint = Checkpoint.open(temporary)) {
      SourceState source = checkpoint.loaded().sources().get("web-1:/app.log");
      assertThat(source.files().get(0).offset()).isEqualTo(1);
      assertThat(source.nextGeneration()).isEqualTo(1003);
    }
  }

  @Test
  void damagedFileDoesNotTakeThePlaceOfTheOneBefore() throws IOException {
    written(state("s1", 1)).close();
    written(state("s1", 2)).close();
    Files.writeString(temporary.resolve("checkpoint.json"), "half a fi");
    try (Checkpoint checkpoint = Checkpoint.open(temporary)) {
      checkpoint.write(state("s1", 3));
    }
    Files.writeString(temporary.resolve("checkpoint.json"), "half a fi");
    try (Checkpoint checkpoint = Checkpoint.open(temporary)) {
      assertThat(checkpoint.isEmpty()).isFalse();
    }
  }

  @Test
  void whatIsWrittenTwiceSurvivesInEitherCopy() throws IOException {
    written(state("s1", 1)).close();
    try (Checkpoint checkpoint = Checkpoint.open(temporary)) {
      checkpoint.writeTwice(state("s1", 2));
    }
    Files.delete(temporary.resolve("checkpoint.json"));
    try (Checkpoint checkpoint = Checkpoint.open(temporary)) {
      SourceState source = checkpoint.loaded().sources().get("web-1:/app.log");
      assertThat(source.files().get(0).offset()).isEqualTo(2);
    }
  }

  @Test
  void killedBetweenTheTwoRenamesFallsBackToo() throws IOException {
    written(state("s1", 1)).close();
    Files.move(temporary.resolve("checkpoint.json"), temporary.resolve("checkpoint.previous.json"));
    try (Checkpoint checkpoint = Checkpoint.open(temporary)) {
      assertThat(checkpoint.loaded().shipper()).isEqualTo("s1");
    }
  }

  @Test
  void bothDamagedIsAsLost() throws IOException {
    Files.writeString(temporary.resolve("checkpoint.json"), "half a fi");
    try (Checkpoint checkpoint = Checkpoint.open(temporary)) {
      assertThat(checkpoint.isEmpty()).isTrue();
    }
  }

  @Test
  void secondShipperIsRefused() {
    try (Checkpoint checkpoint = Checkpoint.open(temporary)) {
      assertThat(checkpoint.loaded().sources()).isEmpty();
      assertThatThrownBy(() -> Checkpoint.open(temporary))
          .isInstanceOf(ShipperException.class)
          .hasMessageContaining("is in use by another shipper");
    }
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThatThrownBy(() -> Checkpoint.open(file.resolve("below")))
        .isInstanceOf(ShipperException.class)
        .hasMessageContaining(file.toString());
  }

  private Checkpoint written(CheckpointState state) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(temporary)) {
      checkpoint.write(state);
    }
    return Checkpoint.open(temporary);
  }

  private static CheckpointState state(String shipper, long offset) {
    FileState file =
        new FileState(
            2, "/app.log", "(dev=1,ino=2)", new Fingerprint(4, "ab"), offset, false, -1, Mark.NONE);
    return CheckpointState.empty(shipper)
        .withSources(Map.of("web-1:/app.log", new SourceState(3, List.of(file), 0)));
  }
}
