package io.logtriage.streams.incident;

import static io.logtriage.streams.incident.Findings.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever is forgotten to stay within a bound is counted. */
class BoundsTest {
  private final MemoryStore store = new MemoryStore();
  private final LastChange last = new LastChange();
  private final IncidentTracker tracker = new IncidentTracker(Symptoms.CATALOGUE, store);

  @Test
  void nothingIsCountedWithinTheBounds() {
    find(100, n -> Findings.of("disk", "group-" + n, n));

    assertThat(tracker.counts().overflow()).isEmpty();
  }

  @Test
  void timesOfFindingsThatNeverOpen() {
    find(OpenWindow.LIMIT + 3, n -> Findings.of("noise", 59 * n));

    assertOverflow(Bound.HELD_TIMES, 3);
  }

  @Test
  void signsOfRecovery() {
    sign(RecoveryTimes.LIMIT + 4, n -> new Recovery("disk", group("one"), START + n * 1_000));

    assertOverflow(Bound.RECOVERY_SIGNS, 4);
  }

  @Test
  void groupsWithSignsButWithoutFindings() {
    sign(1_005, n -> new Recovery("disk", group("group-" + n), START));

    assertOverflow(Bound.RECOVERY_GROUPS, 5);
  }

  @Test
  void processesThatMayExplainOthers() {
    find(AbsorptionMarks.LIMIT + 2, n -> Findings.ofProcess("timeout", 0, "pid-" + n));

    assertOverflow(Bound.PROCESSES, 2);
  }

  @Test
  void timesOfOneProcess() {
    find(6, n -> Findings.ofProcess("timeout", n, "17"));

    assertOverflow(Bound.PROCESS_TIMES, 2);
  }

  @Test
  void findingsThatMayBeTakenBack() {
    find(ExplainableParts.LIMIT + 1, n -> Findings.ofProcess("killed", n, "pid-" + n));

    assertOverflow(Bound.SEPARABLE_FINDINGS, 1);
  }

  @Test
  void groupsOfOneSymptomShareAnIncidentBeyondTheBound() {
    find(Tracks.MAX_GROUPS + 7, n -> Findings.of("disk", "group-" + n, 0));

    assertThat(tracker.counts().open()).isEqualTo(Tracks.MAX_GROUPS + 1);
    assertThat(last.incident().group()).containsEntry("service.name", Tracks.OTHERS);
    assertThat(last.incident().count()).isEqualTo(7);
    assertOverflow(Bound.GROUPS, 7);
  }

  @Test
  void whatIsCountedSurvivesACrash() {
    find(6, n -> Findings.ofProcess("timeout", n, "17"));

    assertThat(TrackerCounts.of(store)).isEqualTo(tracker.counts());
    assertThat(new IncidentTracker(Symptoms.CATALOGUE, store).counts()).isEqualTo(tracker.counts());
  }

  private void find(long findings, LongFunction<Finding> finding) {
    apply(LongStream.range(0, findings).mapToObj(finding).toList(), List.of());
    tracker.flush(last);
  }

  private void sign(long signs, LongFunction<Recovery> sign) {
    apply(List.of(), LongStream.range(0, signs).mapToObj(sign).toList());
  }

  private void apply(List<Finding> findings, List<Recovery> signs) {
    tracker.apply(new DeploymentBatch("web-1", "feed", START, findings, signs), 0, last);
  }

  private void assertOverflow(Bound bound, long times) {
    assertThat(tracker.counts().overflow()).isEqualTo(Map.of(bound.word(), times));
  }

  private static SortedMap<String, String> group(String name) {
    return new TreeMap<>(Map.of("service.name", name));
  }
}
