package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceNameTest {
  @TempDir Path folder;

  @Test
  void staysWithItsStateFolder() {
    Path state = folder.resolve("a/b");
    assertThat(InstanceName.of(state)).isEqualTo(InstanceName.of(state));
    assertThat(InstanceName.of(folder.resolve("other"))).isNotEqualTo(InstanceName.of(state));
  }

  @Test
  void isMadeUpAnewWhenTheFileWasCutShort() throws IOException {
    Files.writeString(folder.resolve("instance"), "");
    assertThat(InstanceName.of(folder)).hasSize(36).isEqualTo(InstanceName.of(folder));
  }
}
