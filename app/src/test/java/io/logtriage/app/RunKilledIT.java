package io.logtriage.app;

import io.logtriage.embedded.EmbeddedStack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The short form; the drill kills ten times. */
@ExtendWith(SharedStack.class)
class RunKilledIT {

  @Test
  void incidentsAreThoseOfAnUndisturbedRunAndTheLedgerAddsUp(
      EmbeddedStack stack, @TempDir Path folder) throws Exception {
    new KilledRun(stack, folder, "killed-", 42).check(2, 40_000);
  }
}
