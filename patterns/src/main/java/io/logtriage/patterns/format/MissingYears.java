package io.logtriage.patterns.format;

import java.time.LocalDate;

/** Of which year a date is that names none. */
final class MissingYears {
  private static final long DAY = 86_400_000;

  /** The end of the year 9999. */
  private static final long MAX_ARRIVAL = 253_402_300_799_999L;

  /** Among so many years there is a leap year. */
  private static final int LEAP_CYCLE = 8;

  private int given;
  private long lastDay = -1;
  private int lastYear;

  /** Says of which year they are; 0: nobody knows. */
  void given(int year) {
    given = year;
  }

  /**
   * Days since 1970-01-01, -1 for a day that there never is: of the year that was given, else of
   * the last in which there is such a day, no later than one after {@code arrival}.
   *
   * @param time of the day, milliseconds
   * @param arrival epoch milliseconds
   */
  long day(int month, int day, long time, long arrival) {
    long date = given == 0 ? -1 : CalendarDigits.day(given, month, day);
    return date < 0
        ? before(month, day, time, Math.min(Math.max(arrival, 0), MAX_ARRIVAL) + DAY)
        : date;
  }

  private long before(int month, int day, long time, long latest) {
    int year = year(latest / DAY);
    long date = CalendarDigits.day(year, month, day);
    if (date >= 0 && date * DAY + time > latest && year > 1970) {
      date = CalendarDigits.day(--year, month, day);
    }
    boolean leapDay = month == 2 && day == 29;
    for (int earlier = year - 1; leapDay && date < 0 && earlier >= year - LEAP_CYCLE; earlier--) {
      date = CalendarDigits.day(earlier, month, day);
    }
    return date;
  }

  private int year(long day) {
    if (day != lastDay) {
      lastYear = LocalDate.ofEpochDay(day).getYear();
      lastDay = day;
    }
    return lastYear;
  }
}
