package io.logtriage.patterns.files;

import static io.logtriage.patterns.format.YearlessStamp.LEAP_DAY;
import static io.logtriage.patterns.format.YearlessStamp.YEAR;

import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Walks through dates without years in the order of their lines: a step back of months means that a
 * new year has begun. Years count from that of the first line, 0.
 */
final class YearWalk {
  private static final long DAY = 86_400_000;

  /** Lines come out of order, and clocks are set back, by less than this. */
  private static final long BACK = 30 * DAY;

  /** The same where it leads into the year before: else most of a year passed without a line. */
  private static final long BACK_A_YEAR = 2 * DAY;

  /** More changes than this were written to do harm; what follows is of the last year. */
  private static final int MAX_CHANGES = 1_000;

  private static final int NONE = Integer.MIN_VALUE;

  private long[] offsets = new long[2];
  private int[] years = new int[2];
  private int changes;
  private int year;
  private long last = -1;
  private int latestYear;
  private long latest = -1;
  private int leapYear = NONE;

  /** Goes on in the source's next file. */
  YearWalk next() {
    YearWalk next = new YearWalk();
    next.year = year;
    next.last = last;
    return next;
  }

  /**
   * Takes the next date.
   *
   * @param offset of its line
   * @param dayTime milliseconds since 1 January of a leap year
   */
  void step(long offset, long dayTime) {
    if (last >= 0) {
      int passed = passed(dayTime, BACK);
      year += passed < 0 ? passed(dayTime, BACK_A_YEAR) : passed;
    }
    last = dayTime;
    note(offset);
    if (latest < 0 || year > latestYear || (year == latestYear && dayTime > latest)) {
      latestYear = year;
      latest = dayTime;
    }
    if (leapYear == NONE && dayTime >= LEAP_DAY && dayTime < LEAP_DAY + DAY) {
      leapYear = year;
    }
  }

  boolean isEmpty() {
    return changes == 0;
  }

  /** Where lines of another year than those before begin; the first is the first date's. */
  long[] offsets() {
    return Arrays.copyOf(offsets, changes);
  }

  /** Of which year the lines behind each of {@link #offsets()} are, when the first is of this. */
  int[] years(int firstYear) {
    int[] result = Arrays.copyOf(years, changes);
    for (int i = 0; i < changes; i++) {
      result[i] += firstYear;
    }
    return result;
  }

  /** Year of the latest date, counted from the first. */
  int latestYear() {
    return latestYear;
  }

  /** The latest date, epoch milliseconds as if written in UTC, when the first is of this year. */
  long latest(int firstYear) {
    int its = firstYear + latestYear;
    long start = LocalDate.of(its, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return start + latest - (latest >= LEAP_DAY + DAY && !Year.isLeap(its) ? DAY : 0);
  }

  /** Whether a 29 February that was seen exists when the first date is of this year. */
  boolean leapDayExists(int firstYear) {
    return leapYear == NONE || Year.isLeap(firstYear + leapYear);
  }

  /** Years that began since the last date: the fewest with which this is not too far back. */
  private int passed(long dayTime, long back) {
    return (int) -Math.floorDiv(dayTime - (last - back), YEAR);
  }

  private void note(long offset) {
    if (changes > 0 && (years[changes - 1] == year || changes == MAX_CHANGES)) {
      return;
    }
    if (changes == offsets.length) {
      offsets = Arrays.copyOf(offsets, changes * 2);
      years = Arrays.copyOf(years, changes * 2);
    }
    offsets[changes] = offset;
    years[changes++] = year;
  }
}
