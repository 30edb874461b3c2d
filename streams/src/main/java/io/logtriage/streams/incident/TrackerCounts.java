package io.logtriage.streams.incident;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tracker holds and what it left out.
 *
 * @param deployments deployments heard of
 * @param open incidents that are open
 * @param closed incidents that are closed and still in state
 * @param absorbed findings that another symptom of the same process explains
 * @param late findings older than what is kept: they open incidents of their own
 * @param unopened findings that never met their open condition
 * @param untagged matching events not written to {@code tagged-logs}: their incident has its share
 * @param unlinked changes after which only the latest possible effects were asked again
 * @param overflow how often each bound was passed, by {@link Bound#word()}; only those that were
 */
public record TrackerCounts(
    long deployments,
    long open,
    long closed,
    long absorbed,
    long late,
    long unopened,
    long untagged,
    long unlinked,
    SortedMap<String, Long> overflow) {

  public TrackerCounts {
    overflow = Collections.unmodifiableSortedMap(new TreeMap<>(overflow));
  }

  /** Nothing. */
  public static final TrackerCounts NONE =
      new TrackerCounts(0, 0, 0, 0, 0, 0, 0, 0, Collections.emptySortedMap());

  /** Counts what a tracker has stored, as of the last commit, without the tracker. */
  public static TrackerCounts of(StoredEntries stored) {
    long[] incidents = new long[3];
    Counters sum = new Counters();
    stored.range(
        StoreKeys.DEPLOYMENT,
        StoreKeys.behind(StoreKeys.DEPLOYMENT),
        (key, bytes) -> {
          incidents[0]++;
          sum.add(DeploymentState.countersOf(key, bytes));
        });
    stored.range(
        StoreKeys.INCIDENT,
        StoreKeys.behind(StoreKeys.INCIDENT),
        (key, bytes) -> incidents[EpisodeCodec.isOpen(key, bytes) ? 1 : 2]++);
    return sum.with(incidents[0], incidents[1], incidents[2]);
  }

  /** What two tasks hold together. */
  public TrackerCounts plus(TrackerCounts other) {
    SortedMap<String, Long> both = new TreeMap<>(overflow);
    other.overflow.forEach((bound, times) -> both.merge(bound, times, Long::sum));
    return new TrackerCounts(
        deployments + other.deployments,
        open + other.open,
        closed + other.closed,
        absorbed + other.absorbed,
        late + other.late,
        unopened + other.unopened,
        untagged + other.untagged,
        unlinked + other.unlinked,
        both);
  }
}
