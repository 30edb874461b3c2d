package io.logtriage.streams.scan;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.incident.IncidentTracker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tracks findings that come in the one order of a {@link FindingMerge}: a deployment's clock is the
 * greatest event time handed over so far. Scan and replay share it, so that both give the same.
 */
public final class OrderedTracking implements FindingMerge.Sink {
  private static final String FEED = "scan";

  private final IncidentTracker tracker;
  private final Changes changes;
  private final Map<String, Long> clocks = new LinkedHashMap<>();

  public OrderedTracking(IncidentTracker tracker, Changes changes) {
    this.tracker = tracker;
    this.changes = changes;
  }

  @Override
  public void finding(String deployment, Finding finding) {
    if (!finding.undated()) {
      clocks.merge(deployment, finding.first(), Math::max);
    }
    apply(deployment, List.of(finding), List.of());
  }

  @Override
  public void recovery(String deployment, Recovery recovery) {
    clocks.merge(deployment, recovery.time(), Math::max);
    apply(deployment, List.of(), List.of(recovery));
  }

  /**
   * Says how far a source's lines went: those without a symptom move the clock, too, at the end.
   *
   * @param clock epoch milliseconds; {@link Long#MIN_VALUE} when no line was dated
   */
  public void reached(String deployment, long clock) {
    clocks.merge(deployment, clock, Math::max);
  }

  /** Closes what is due by the last line of each deployment; what is open then stays open. */
  public void finish() {
    clocks.keySet().forEach(deployment -> apply(deployment, List.of(), List.of()));
    tracker.flush(changes);
  }

  private void apply(String deployment, List<Finding> findings, List<Recovery> recoveries) {
    long clock = clocks.getOrDefault(deployment, Long.MIN_VALUE);
    tracker.apply(new DeploymentBatch(deployment, FEED, clock, findings, recoveries), 0, changes);
  }
}
