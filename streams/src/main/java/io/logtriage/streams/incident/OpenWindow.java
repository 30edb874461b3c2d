package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Times of findings that wait for one open condition. Compared by the second, as findings of one
 * second may come folded into one or not.
 */
final class OpenWindow implements Waiting {
  /** Times kept at most; older ones still count towards the incident, not towards opening it. */
  static final int LIMIT = 256;

  private final OpenCondition condition;
  private final TreeMap<Long, Long> counts = new TreeMap<>();

  OpenWindow(OpenCondition condition) {
    this.condition = condition;
  }

  @Override
  public long add(long time, long count, String value) {
    counts.merge(time, count, Long::sum);
    if (counts.size() <= LIMIT) {
      return 0;
    }
    counts.pollFirstEntry();
    return 1;
  }

  @Override
  public long addAll(Waiting other) {
    return ((OpenWindow) other)
        .counts.entrySet().stream().mapToLong(at -> add(at.getKey(), at.getValue(), "")).sum();
  }

  void clear() {
    counts.clear();
  }

  @Override
  public OptionalLong metAt() {
    long inside = 0;
    Map.Entry<Long, Long> oldest = counts.firstEntry();
    for (Map.Entry<Long, Long> newest : counts.entrySet()) {
      inside += newest.getValue();
      while (second(newest.getKey()) - second(oldest.getKey()) > condition.within().toSeconds()) {
        inside -= oldest.getValue();
        oldest = counts.higherEntry(oldest.getKey());
      }
      if (inside >= condition.count()) {
        return OptionalLong.of(newest.getKey());
      }
    }
    return OptionalLong.empty();
  }

  private static long second(long time) {
    return Math.floorDiv(time, 1_000L);
  }

  @Override
  public void write(StateWriter out) {
    out.number(counts.size());
    counts.forEach(
        (time, count) -> {
          out.number(time);
          out.number(count);
        });
  }

  @Override
  public void read(StateReader in) {
    for (long left = in.number(); left > 0; left--) {
      counts.put(in.number(), in.number());
    }
  }
}
