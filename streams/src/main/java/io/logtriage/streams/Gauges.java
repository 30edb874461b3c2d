package io.logtriage.streams;

import io.logtriage.streams.incident.Bound;
import io.logtriage.streams.incident.TrackerCounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What the stages count, for whoever asks from another thread. */
final class Gauges {
  private final Map<String, TrackerCounts> tracked = new ConcurrentHashMap<>();
  private final SourcePlaces places = new SourcePlaces();
  private final Map<String, Long> told = new ConcurrentHashMap<>();
  private final Set<Bound> passed = ConcurrentHashMap.newKeySet();

  /** Where this instance's sources speak. */
  SourcePlaces places() {
    return places;
  }

  /** A task of the track stage says what it holds. */
  void tracked(String task, TrackerCounts counts) {
    tracked.put(task, counts);
  }

  /** Bounds that these counts show to be passed, each once in the life of this instance. */
  List<Bound> newlyPassed(TrackerCounts counts) {
    return Stream.of(Bound.values())
        .filter(bound -> counts.overflow().containsKey(bound.word()))
        .filter(passed::add)
        .toList();
  }

  /** A task is another instance's, or nobody's, from now on. */
  void untracked(String task) {
    tracked.remove(task);
  }

  /** An observation of trouble of the pipeline itself. */
  void told(String symptom) {
    told.merge(symptom, 1L, Long::sum);
  }

  /** Observations by symptom. */
  SortedMap<String, Long> told() {
    return new TreeMap<>(told);
  }

  /** Of all tasks of this instance. */
  TrackerCounts tracked() {
    TrackerCounts sum = TrackerCounts.NONE;
    for (TrackerCounts counts : tracked.values()) {
      sum = sum.plus(counts);
    }
    return sum;
  }
}
