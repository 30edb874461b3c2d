package io.logtriage.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.drills.NumberedLog.Rotation;
import io.logtriage.drills.RotationDrill.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No line is lost or doubled, whatever rotates the log and whenever the shipper is killed. */
class RotationTest {
  private static final int DRILLS = Integer.getInteger("logtriage.drills", 1);
  private static final int SECONDS = 12;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Rotation.class)
  void shipLosesAndDoublesNothing(Rotation rotation) throws Exception {
    for (int round = 0; round < DRILLS; round++) {
      for (boolean kill : new boolean[] {false, true}) {
        Result result =
            drill(Follower.SHIP, rotation, kill, 17L * round + rotation.name().length());

        assertThat(result.missing()).as(result.toString()).isEmpty();
        assertThat(result.duplicated()).as(result.toString()).isZero();
      }
    }
  }

  /** Measured, not judged: the table in ingest/README.md. */
  @ParameterizedTest
  @EnumSource(
      value = Follower.class,
      names = {"RSYSLOG", "SYSLOG_NG"})
  void othersAreMeasuredInTheSameDrill(Follower follower) throws Exception {
    for (Rotation rotation : List.of(Rotation.RENAME, Rotation.COPYTRUNCATE)) {
      for (boolean kill : new boolean[] {false, true}) {
        Result result = drill(follower, rotation, kill, rotation.name().length());

        assertThat(result.lost()).as(result.toString()).isLessThan(result.written());
      }
    }
  }

  @Test
  void soak() throws Exception {
    Result result =
        new RotationDrill(
                Follower.SHIP,
                List.of(Rotation.values()),
                true,
                20_000,
                Math.min(300, 20 * DRILLS),
                99)
            .withPowerLoss()
            .run(folder.resolve("soak"));
    System.out.println(result);
    assertThat(result.missing()).as(result.toString()).isEmpty();
    assertThat(result.duplicated()).as(result.toString()).isZero();
  }

  private Result drill(Follower follower, Rotation rotation, boolean kill, long seed)
      throws Exception {
    Path own = folder.resolve(follower + "-" + rotation + "-" + kill + "-" + seed);
    Result result =
        new RotationDrill(follower, List.of(rotation), kill, 2_000, SECONDS, seed)
            .withPowerLoss()
            .run(own);
    System.out.println(result);
    return result;
  }
}
