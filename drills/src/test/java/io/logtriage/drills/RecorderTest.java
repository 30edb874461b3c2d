package io.logtriage.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records a real stack anew and holds {@code scan} against what was done to it. */
class RecorderTest {
  /** Enough for each log to hold a fault. */
  private static final List<String> SOME_FAULTS =
      List.of("slow_pages", "package_removed", "database_locked", "homework_folder_closed");

  /** Farther apart than any symptom looks back for its cause. */
  private static final String GAP_MINUTES = "90";

  /** {@code -Drecorder.seed=N} records other faults in another order. */
  private static final String SEED = System.getProperty("recorder.seed", "23");

  private static final String SAMPLE = System.getProperty("recorder.sample", "8");

  @TempDir Path folder;

  @Test
  void scanNamesEveryFaultOfARecordingAndNothingElse() throws Exception {
    Recording recording = record("plain", List.of());

    assertThat(recording.faults()).isGreaterThan(20);
    assertNamedAndNothingElse(recording);
  }

  @Test
  void zonelessStampsOfAnotherZoneLieWhereTheFaultsDo() throws Exception {
    Recording recording = record("zoned", SOME_FAULTS);

    assertNamedAndNothingElse(recording);
  }

  @Test
  void otherLogFormatsShowTheSameFaults() throws Exception {
    Recording recording = record("formats", SOME_FAULTS);

    assertNamedAndNothingElse(recording);
  }

  @Test
  void threadedWorkersOverTcpWithAccessLinesInJsonShowTheSameFaults() throws Exception {
    Recording recording = record("threaded", SOME_FAULTS);

    assertNamedAndNothingElse(recording);
  }

  @Test
  void whatComposePrintsOfAllContainersShowsEachFault() throws Exception {
    assertNamedAndNothingElse(recordSome("compose"));
  }

  @Test
  void whatRsyslogWritesOfAllProgramsShowsEachFault() throws Exception {
    assertNamedAndNothingElse(recordSome("syslog"));
  }

  @Test
  void anApplicationLoadedBeforeItsWorkersShowsEachFaultInRotatedFiles() throws Exception {
    assertNamedAndNothingElse(recordSome("preload"));
  }

  /** Also without zones in a stack that runs in another one. */
  @Test
  void faultsThatOverlapAreToldApart() throws Exception {
    Recording recording = record("overlapping", List.of());

    assertThat(recording.faults()).isGreaterThan(10);
    assertNamedAndNothingElse(recording);
  }

  private static void assertNamedAndNothingElse(Recording recording) {
    assertThat(recording.missed()).isEmpty();
    assertThat(recording.unexplained()).isEmpty();
    assertThat(recording.wronglyLinked()).isEmpty();
  }

  /** Faults at random: another seed gives others. */
  private Recording recordSome(String variant) throws Exception {
    return record(variant, "--sample", SAMPLE);
  }

  private Recording record(String variant, List<String> only) throws Exception {
    return record(
        variant, only.stream().flatMap(fault -> Stream.of("--only", fault)).toArray(String[]::new));
  }

  private Recording record(String variant, String... more) throws Exception {
    Path out = folder.resolve("recording");
    List<String> arguments = new ArrayList<>(List.of("--out", out.toString()));
    arguments.addAll(List.of("--seed", SEED, "--variant", variant, "--gap", GAP_MINUTES));
    arguments.addAll(List.of(more));
    Tool.RECORDER.run(folder.resolve("recorder.txt"), Duration.ofMinutes(6), arguments);
    return Recording.scan(out);
  }
}
