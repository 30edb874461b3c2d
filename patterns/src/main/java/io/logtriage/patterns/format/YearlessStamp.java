package io.logtriage.patterns.format;

import java.time.ZoneOffset;

/** Recognises a line that begins with a date without a year, as RFC 3164 writes it. */
public final class YearlessStamp {
  /** Of {@link #dayTime}: the line begins otherwise. */
  public static final long NONE = -1;

  /** Milliseconds of the leap year that {@link #dayTime} counts in. */
  public static final long YEAR = 366 * 86_400_000L;

  /** When 29 February begins in it. */
  public static final long LEAP_DAY = 59 * 86_400_000L;

  private static final int LEAP_YEAR = 1972;
  private static final long LEAP_YEARS_START = 730 * 86_400_000L;

  private final TimeParser times = new TimeParser(ZoneOffset.UTC);

  public YearlessStamp() {
    times.year(LEAP_YEAR);
  }

  /** Milliseconds since 1 January of a leap year, or {@link #NONE}. */
  public long dayTime(byte[] bytes, int from, int to) {
    int start = from;
    if (start < to && bytes[start] == '<') {
      start = Ascii.skipDigits(bytes, start + 1, to) + 1;
    }
    return times.syslog(bytes, start, to, 0) < 0 ? NONE : times.millis() - LEAP_YEARS_START;
  }
}
