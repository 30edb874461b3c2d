package io.logtriage.patterns.format;

/** Dates and times of day out of ASCII digits, in the Gregorian calendar. */
final class CalendarDigits {
  private CalendarDigits() {}

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days since 1970-01-01, -1 where there is no such day or it was before that. */
  static long day(int year, int month, int day) {
    return year < 1970 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)
        ? -1
        : epochDay(year, month, day);
  }

  /** Days since 1970-01-01 in the Gregorian calendar, with years that begin in March. */
  private static long epochDay(int year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
  }

  /** Milliseconds of {@code 15:17:00}, or {@code 15:17.00} as structlog writes it; -1 for none. */
  static long timeOfDay(byte[] bytes, int at) {
    if (bytes[at + 2] != ':' || (bytes[at + 5] != ':' && bytes[at + 5] != '.')) {
      return -1;
    }
    int hours = two(bytes, at);
    int minutes = two(bytes, at + 3);
    int seconds = two(bytes, at + 6);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) {
      return -1;
    }
    return ((hours * 60L + minutes) * 60 + seconds) * 1_000L;
  }

  /** The first three of these digits, which stand behind a point. */
  static int milliseconds(byte[] bytes, int from, int to) {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      value = value * 10 + (from + i < to ? bytes[from + i] - '0' : 0);
    }
    return value;
  }

  /** Two digits as a number; far below zero when they are none, so that sums stay negative. */
  static int two(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -100_000 : tens * 10 + ones;
  }
}
