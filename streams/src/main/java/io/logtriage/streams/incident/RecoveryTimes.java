package io.logtriage.streams.incident;

import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * When the findings of one symptom and group were seen to be over: one time each second. Kept apart
 * from the incidents, so that it makes no difference which of a finding and a sign comes first.
 */
final class RecoveryTimes {
  /** Times kept at most; the oldest make room. */
  static final int LIMIT = 512;

  private static final int VERSION = 1;
  private static final long SECOND = 1_000;

  private final TreeSet<Long> times = new TreeSet<>();

  /**
   * Adds a sign of recovery; whether it is new.
   *
   * @param oldest time before which signs no longer matter
   */
  boolean add(long time, long oldest, Overflow overflow) {
    times.headSet(oldest).clear();
    long second = Math.floorDiv(time, SECOND) * SECOND;
    Long same = times.ceiling(second);
    if (same != null && same < second + SECOND) {
      if (same <= time) {
        return false;
      }
      times.remove(same);
    }
    times.add(time);
    if (times.size() > LIMIT) {
      times.pollFirst();
      overflow.add(Bound.RECOVERY_SIGNS, 1);
    }
    return true;
  }

  /**
   * The first sign after {@code last}, the time of a finding. In its second none counts: which of
   * the two came last is not known.
   */
  OptionalLong after(long last) {
    Long sign = times.ceiling((Math.floorDiv(last, SECOND) + 1) * SECOND);
    return sign == null ? OptionalLong.empty() : OptionalLong.of(sign);
  }

  boolean isEmpty() {
    return times.isEmpty();
  }

  byte[] toBytes(TrackKey key) {
    StateWriter out = new StateWriter(VERSION);
    out.text(key.symptom());
    out.map(key.group());
    out.number(times.size());
    times.forEach(out::number);
    return out.toBytes();
  }

  static StateReader open(String key, byte[] bytes) {
    return new StateReader(key, bytes, VERSION);
  }

  /** Reads the times, which stand behind the key of the track. */
  void read(StateReader in) {
    for (long left = in.number(); left > 0; left--) {
      times.add(in.number());
    }
  }
}
