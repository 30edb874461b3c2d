package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Times of findings that wait until so many different values of a field have come.
 *
 * <p>Of one value, a time between two others that lie within the condition's time of one another is
 * left out: every window that holds it holds one of those. So one busy client takes a few places,
 * however often it comes.
 */
final class DistinctWindow implements Waiting {
  /** Times kept at most; the oldest are forgotten first. */
  static final int LIMIT = 1_024;

  private final OpenCondition condition;
  private final Map<String, TreeSet<Long>> timesOf = new HashMap<>();
  private int size;

  DistinctWindow(OpenCondition condition) {
    this.condition = condition;
  }

  @Override
  public long add(long time, long count, String value) {
    TreeSet<Long> times = timesOf.computeIfAbsent(value, any -> new TreeSet<>());
    if (!times.add(time)) {
      return 0;
    }
    size++;
    Long before = times.lower(time);
    Long after = times.higher(time);
    thin(times, before);
    thin(times, time);
    thin(times, after);
    long forgotten = 0;
    for (; size > LIMIT; forgotten++) {
      forgetOldest();
    }
    return forgotten;
  }

  /** Leaves this time out when its neighbours stand for it. */
  private void thin(NavigableSet<Long> times, @Nullable Long time) {
    Long before = time == null ? null : times.lower(time);
    Long after = time == null ? null : times.higher(time);
    if (before != null && after != null && isWithin(before, after)) {
      times.remove(time);
      size--;
    }
  }

  private void forgetOldest() {
    String oldest = null;
    for (Map.Entry<String, TreeSet<Long>> entry : timesOf.entrySet()) {
      if (oldest == null || isOlder(entry.getKey(), oldest)) {
        oldest = entry.getKey();
      }
    }
    TreeSet<Long> times = timesOf.get(oldest);
    times.pollFirst();
    size--;
    if (times.isEmpty()) {
      timesOf.remove(oldest);
    }
  }

  private boolean isOlder(String value, String other) {
    int order = Long.compare(timesOf.get(value).first(), timesOf.get(other).first());
    return order != 0 ? order < 0 : value.compareTo(other) < 0;
  }

  @Override
  public long addAll(Waiting other) {
    long[] forgotten = new long[1];
    ((DistinctWindow) other)
        .timesOf.forEach(
            (value, times) -> times.forEach(time -> forgotten[0] += add(time, 1, value)));
    return forgotten[0];
  }

  /** Goes through all times in order, and knows for each value when it came last. */
  @Override
  public OptionalLong metAt() {
    if (timesOf.size() < condition.count()) {
      return OptionalLong.empty();
    }
    TreeMap<Long, TreeSet<String>> valuesAt = new TreeMap<>();
    timesOf.forEach(
        (value, times) ->
            times.forEach(
                time -> valuesAt.computeIfAbsent(time, any -> new TreeSet<>()).add(value)));
    Map<String, Long> last = new HashMap<>();
    for (Map.Entry<Long, TreeSet<String>> at : valuesAt.entrySet()) {
      at.getValue().forEach(value -> last.put(value, at.getKey()));
      last.values().removeIf(time -> !isWithin(time, at.getKey()));
      if (last.size() >= condition.count()) {
        return OptionalLong.of(at.getKey());
      }
    }
    return OptionalLong.empty();
  }

  private boolean isWithin(long earlier, long later) {
    return Math.floorDiv(later, 1_000L) - Math.floorDiv(earlier, 1_000L)
        <= condition.within().toSeconds();
  }

  @Override
  public void write(StateWriter out) {
    out.number(timesOf.size());
    new TreeMap<>(timesOf)
        .forEach(
            (value, times) -> {
              out.text(value);
              out.number(times.size());
              times.forEach(out::number);
            });
  }

  @Override
  public void read(StateReader in) {
    for (long values = in.number(); values > 0; values--) {
      String value = in.text();
      for (long times = in.number(); times > 0; times--) {
        add(in.number(), 1, value);
      }
    }
  }
}
