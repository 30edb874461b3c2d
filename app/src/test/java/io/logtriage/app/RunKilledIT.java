package io.logtriage.app;

import io.logtriage.embedded.EmbeddedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two kills here; the drill sets ten, more lines, and repeats. Three partitions, two threads,
 * commits every 20 ms.
 */
@ExtendWith(SharedStack.class)
class RunKilledIT {

  @Test
  void incidentsAreThoseOfAnUndisturbedRunAndTheLedgerAddsUp(
      EmbeddedStack stack, @TempDir Path folder) throws Exception {
    int kills = Integer.getInteger("logtriage.kills", 2);
    int lines = Integer.getInteger("logtriage.lines", 40_000);
    for (int round = 0; round < Integer.getInteger("logtriage.drills", 1); round++) {
      Path roundFolder = Files.createDirectory(folder.resolve("round-" + round));
      new KilledRun(stack, roundFolder, "killed-" + round + "-", 42 + round).check(kills, lines);
    }
  }

  @Test
  void threeInstancesShareTheWorkWhileOneIsKilledAndOneComes(
      EmbeddedStack stack, @TempDir Path folder) throws Exception {
    int lines = Integer.getInteger("logtriage.lines", 40_000);
    new KilledRun(stack, folder, "shared-", 99).checkShared(lines);
  }
}
