package io.logtriage.streams.watch;

import java.time.Duration;

/**
 * In what rhythm one source speaks: how long it paused at most, by hour of the day in which the
 * pause began. Nights and lunch breaks thus make no false alarm, and do not make days deaf.
 *
 * <p>Lines within a second are one beat, so that bursts count for little. What was long ago counts
 * less: each day on which the source speaks takes an eighth off.
 */
final class Rhythm {
  /** Numbers of {@link #write}. */
  static final int NUMBERS = 28;

  private static final int HOURS = 24;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = HOURS * HOUR;
  private static final long BEAT = 1_000;

  /** Fewer beats are no rhythm. */
  private static final int MIN_BEATS = 20;

  /** A source may be silent that many times longer than it was. */
  private static final int PATIENCE = 4;

  /** As long as no weekend was seen. */
  private static final int FIRST_WEEK_PATIENCE = 8;

  private static final long WEEK = 7 * DAY;
  private static final long NEVER = Long.MIN_VALUE;

  private long first = NEVER;
  private long last = NEVER;
  private long day;
  private long beats;
  private final long[] pauses = new long[HOURS];

  /** Takes one arrival; {@code at} epoch milliseconds of ingest. */
  void heard(long at) {
    if (first == NEVER) {
      first = at;
      last = at;
      day = Math.floorDiv(at, DAY);
      return;
    }
    long pause = at - last;
    if (pause < BEAT) {
      return;
    }
    int hour = hour(last);
    pauses[hour] = Math.max(pauses[hour], pause);
    beats++;
    last = at;
    if (Math.floorDiv(at, DAY) != day) {
      day = Math.floorDiv(at, DAY);
      fade();
    }
  }

  boolean everHeard() {
    return first != NEVER;
  }

  /** When it was heard last, to the second. */
  long last() {
    return last;
  }

  /** The longest pause at this time of day, milliseconds. */
  long longestPause() {
    int hour = hour(last);
    return Math.max(
        pauses[hour], Math.max(pauses[(hour + 1) % HOURS], pauses[(hour + HOURS - 1) % HOURS]));
  }

  /** How long it may be silent now, milliseconds; {@link Long#MAX_VALUE} while nobody knows. */
  long allowed(long floor, long learning) {
    long pause = everHeard() ? longestPause() : 0;
    if (beats < MIN_BEATS || last - first < learning || pause == 0) {
      return Long.MAX_VALUE;
    }
    return Math.max(floor, pause * (last - first < WEEK ? FIRST_WEEK_PATIENCE : PATIENCE));
  }

  /** Begins anew: what was silent for so long is another source when it comes back. */
  void forget() {
    first = NEVER;
    last = NEVER;
    beats = 0;
    java.util.Arrays.fill(pauses, 0);
  }

  private void fade() {
    for (int hour = 0; hour < HOURS; hour++) {
      pauses[hour] -= pauses[hour] / 8;
    }
  }

  private static int hour(long at) {
    return (int) (Math.floorMod(at, DAY) / HOUR);
  }

  void write(long[] numbers) {
    numbers[0] = first;
    numbers[1] = last;
    numbers[2] = day;
    numbers[3] = beats;
    System.arraycopy(pauses, 0, numbers, 4, HOURS);
  }

  void read(long[] numbers) {
    first = numbers[0];
    last = numbers[1];
    day = numbers[2];
    beats = numbers[3];
    System.arraycopy(numbers, 4, pauses, 0, HOURS);
  }
}
