package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Time stamps from digits, without java.time per line: the last date and the last zone offset are
 * remembered.
 *
 * <p>Each parsing method returns the index behind the time stamp, or -1 when there is none; {@link
 * #millis()} then holds the time.
 */
final class TimeParser {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = 24 * 60 * MINUTE;

  /** The end of the year 9999. */
  private static final long MAX_ARRIVAL = 253_402_300_799_999L;

  /** Among so many years there is a leap year. */
  private static final int LEAP_CYCLE = 8;

  /** Offsets are looked up per quarter of an hour: no zone changes at a finer grain any more. */
  private static final long QUARTER = 15 * MINUTE;

  private final ZoneRules rules;
  private int lastDate = -1;
  private long lastDay;
  private long lastQuarter = Long.MIN_VALUE;
  private long lastOffset;
  private long lastYearsDay = -1;
  private int lastYear;
  private int givenYear;
  private long millis;
  private boolean fraction;

  TimeParser(ZoneId zone) {
    this.rules = zone.getRules();
  }

  long millis() {
    return millis;
  }

  /** Whether the last time stamp had a fraction of a second. */
  boolean fraction() {
    return fraction;
  }

  /** Says of which year stamps are that name none; 0: nobody knows. */
  void year(int year) {
    givenYear = year;
  }

  /** {@code 2026-11-22 15:17:00,123 +0000} and its relatives; {@code separator} is - or /. */
  int iso(byte[] bytes, int from, int to, char separator) {
    if (to - from < 19
        || bytes[from + 4] != separator
        || bytes[from + 7] != separator
        || (bytes[from + 10] != ' ' && bytes[from + 10] != 'T' && bytes[from + 10] != '_')) {
      return -1;
    }
    int year = two(bytes, from) * 100 + two(bytes, from + 2);
    long day = day(year, two(bytes, from + 5), two(bytes, from + 8));
    long time = timeOfDay(bytes, from + 11);
    if (day < 0 || time < 0) {
      return -1;
    }
    int at = from + 19;
    fraction = false;
    if (at + 1 < to && (bytes[at] == ',' || bytes[at] == '.') && isDigit(bytes[at + 1])) {
      int end = Ascii.skipDigits(bytes, at + 1, to);
      time += milliseconds(bytes, at + 1, end);
      fraction = true;
      at = end;
    }
    return zoned(bytes, at, to, day * DAY + time);
  }

  /** {@code 22/Nov/2026:15:17:00 +0000}; werkzeug puts a blank for the first colon and no zone. */
  int common(byte[] bytes, int from, int to) {
    if (to - from < 20
        || bytes[from + 2] != '/'
        || bytes[from + 6] != '/'
        || (bytes[from + 11] != ':' && bytes[from + 11] != ' ')) {
      return -1;
    }
    int year = two(bytes, from + 7) * 100 + two(bytes, from + 9);
    long day = day(year, month(bytes, from + 3), two(bytes, from));
    long time = timeOfDay(bytes, from + 12);
    fraction = false;
    return day < 0 || time < 0 ? -1 : zoned(bytes, from + 20, to, day * DAY + time);
  }

  /**
   * {@code Nov 22 15:17:00}: of the year that was given, else of the last in which there is such a
   * day, no later than one after {@code arrival}.
   */
  int syslog(byte[] bytes, int from, int to, long arrival) {
    if (to - from < 15 || bytes[from + 3] != ' ' || bytes[from + 6] != ' ') {
      return -1;
    }
    int month = month(bytes, from);
    int day = bytes[from + 4] == ' ' ? bytes[from + 5] - '0' : two(bytes, from + 4);
    long time = timeOfDay(bytes, from + 7);
    if (month == 0 || day < 1 || time < 0) {
      return -1;
    }
    long date = givenYear == 0 ? -1 : day(givenYear, month, day);
    if (date < 0) {
      date = dayBefore(month, day, time, Math.min(Math.max(arrival, 0), MAX_ARRIVAL) + DAY);
    }
    if (date < 0) {
      return -1;
    }
    fraction = false;
    millis = date * DAY + time - zoneOffset(date * DAY + time);
    return from + 15;
  }

  /** {@code 1798761600.250}: seconds since 1970, with or without milliseconds. */
  int epoch(byte[] bytes, int from, int to) {
    int point = Ascii.skipDigits(bytes, from, to);
    if (point - from != 10) {
      return -1;
    }
    int end =
        point + 1 < to && bytes[point] == '.' ? Ascii.skipDigits(bytes, point + 1, to) : point;
    millis = Ascii.number(bytes, from, point) * SECOND;
    millis += end > point ? milliseconds(bytes, point + 1, end) : 0;
    fraction = end > point;
    return end;
  }

  private long dayBefore(int month, int day, long time, long latest) {
    int year = year(latest / DAY);
    long date = day(year, month, day);
    if (date >= 0 && date * DAY + time > latest && year > 1970) {
      date = day(--year, month, day);
    }
    boolean leapDay = month == 2 && day == 29;
    for (int earlier = year - 1; leapDay && date < 0 && earlier >= year - LEAP_CYCLE; earlier--) {
      date = day(earlier, month, day);
    }
    return date;
  }

  private int year(long day) {
    if (day != lastYearsDay) {
      lastYear = LocalDate.ofEpochDay(day).getYear();
      lastYearsDay = day;
    }
    return lastYear;
  }

  private int zoned(byte[] bytes, int at, int to, long local) {
    int sign = at < to && bytes[at] == ' ' ? at + 1 : at;
    if (sign < to) {
      if (bytes[sign] == 'Z' && (sign + 1 == to || !Ascii.isWord(bytes[sign + 1]))) {
        millis = local;
        return sign + 1;
      }
      if (bytes[sign] == '+' || bytes[sign] == '-') {
        int end = offset(bytes, sign, to, local);
        if (end > 0) {
          return end;
        }
      }
      if (sign + 3 <= to
          && bytes[sign] == 'U'
          && bytes[sign + 1] == 'T'
          && bytes[sign + 2] == 'C'
          && (sign + 3 == to || !Ascii.isWord(bytes[sign + 3]))) {
        millis = local;
        return sign + 3;
      }
    }
    millis = local - zoneOffset(local);
    return at;
  }

  private int offset(byte[] bytes, int sign, int to, long local) {
    if (to - sign < 5) {
      return -1;
    }
    int colon = bytes[sign + 3] == ':' ? 1 : 0;
    int end = sign + 5 + colon;
    if (end > to || (end < to && isDigit(bytes[end]))) {
      return -1;
    }
    int hours = two(bytes, sign + 1);
    int minutes = two(bytes, sign + 3 + colon);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return -1;
    }
    long offset = (hours * 60L + minutes) * MINUTE;
    millis = bytes[sign] == '+' ? local - offset : local + offset;
    return end;
  }

  /** In a gap or overlap of daylight saving time the offset before it; that never fails. */
  private long zoneOffset(long local) {
    long quarter = Math.floorDiv(local, QUARTER);
    if (quarter != lastQuarter) {
      LocalDateTime start =
          LocalDateTime.ofEpochSecond(quarter * QUARTER / SECOND, 0, ZoneOffset.UTC);
      lastOffset = rules.getOffset(start).getTotalSeconds() * SECOND;
      lastQuarter = quarter;
    }
    return lastOffset;
  }

  private long day(int year, int month, int day) {
    if ((year | month | day) < 0) {
      return -1;
    }
    int date = (year * 100 + month) * 100 + day;
    if (date == lastDate) {
      return lastDay;
    }
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      return -1;
    }
    lastDay = epochDay(year, month, day);
    lastDate = date;
    return lastDay;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days since 1970-01-01 in the Gregorian calendar, with years that begin in March. */
  private static long epochDay(int year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
  }

  private static long timeOfDay(byte[] bytes, int at) {
    if (bytes[at + 2] != ':' || bytes[at + 5] != ':') {
      return -1;
    }
    int hours = two(bytes, at);
    int minutes = two(bytes, at + 3);
    int seconds = two(bytes, at + 6);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) {
      return -1;
    }
    return ((hours * 60L + minutes) * 60 + seconds) * SECOND;
  }

  private static int milliseconds(byte[] bytes, int from, int to) {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      value = value * 10 + (from + i < to ? bytes[from + i] - '0' : 0);
    }
    return value;
  }

  /** Two digits as a number; far below zero when they are none, so that sums stay negative. */
  private static int two(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -100_000 : tens * 10 + ones;
  }

  private static int month(byte[] bytes, int at) {
    return switch ((bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2]) {
      case 0x4A616E -> 1; // Jan
      case 0x466562 -> 2; // Feb
      case 0x4D6172 -> 3; // Mar
      case 0x417072 -> 4; // Apr
      case 0x4D6179 -> 5; // May
      case 0x4A756E -> 6; // Jun
      case 0x4A756C -> 7; // Jul
      case 0x417567 -> 8; // Aug
      case 0x536570 -> 9; // Sep
      case 0x4F6374 -> 10; // Oct
      case 0x4E6F76 -> 11; // Nov
      case 0x446563 -> 12; // Dec
      default -> 0;
    };
  }
}
