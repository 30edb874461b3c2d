package io.logtriage.streams.incident;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Times of findings that wait for their open condition. Compared by the second, as findings of one
 * second may come folded into one or not.
 */
final class OpenWindow {
  /** Times kept at most; older ones still count towards the incident, not towards opening it. */
  static final int LIMIT = 256;

  private final TreeMap<Long, Long> counts = new TreeMap<>();

  void add(long time, long count) {
    counts.merge(time, count, Long::sum);
    if (counts.size() > LIMIT) {
      counts.pollFirstEntry();
    }
  }

  void add(OpenWindow other) {
    other.counts.forEach(this::add);
  }

  /** The earliest time at which {@code needed} findings lay within {@code within}. */
  OptionalLong metAt(long needed, long within) {
    long inside = 0;
    Map.Entry<Long, Long> oldest = counts.firstEntry();
    for (Map.Entry<Long, Long> newest : counts.entrySet()) {
      inside += newest.getValue();
      while (second(newest.getKey()) - second(oldest.getKey()) > within / 1_000) {
        inside -= oldest.getValue();
        oldest = counts.higherEntry(oldest.getKey());
      }
      if (inside >= needed) {
        return OptionalLong.of(newest.getKey());
      }
    }
    return OptionalLong.empty();
  }

  private static long second(long time) {
    return Math.floorDiv(time, 1_000L);
  }

  void write(StateWriter out) {
    out.number(counts.size());
    counts.forEach(
        (time, count) -> {
          out.number(time);
          out.number(count);
        });
  }

  static OpenWindow read(StateReader in) {
    OpenWindow window = new OpenWindow();
    for (long left = in.number(); left > 0; left--) {
      window.counts.put(in.number(), in.number());
    }
    return window;
  }
}
