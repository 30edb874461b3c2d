package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

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

  private static final int LONGEST_MONTH = 9;

  /** Offsets are looked up per quarter of an hour: no zone changes at a finer grain any more. */
  private static final long QUARTER = 15 * MINUTE;

  private final ZoneRules rules;
  private final MissingYears years = new MissingYears();
  private int lastDate = -1;
  private long lastDay;
  private long lastQuarter = Long.MIN_VALUE;
  private long lastOffset;
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
    years.given(year);
  }

  /** {@code 2026-11-22 15:17:00,123 +0000} and its relatives; {@code separator} is - or /. */
  int iso(byte[] bytes, int from, int to, char separator) {
    if (to - from < 19
        || bytes[from + 4] != separator
        || bytes[from + 7] != separator
        || (bytes[from + 10] != ' ' && bytes[from + 10] != 'T' && bytes[from + 10] != '_')) {
      return -1;
    }
    int year = CalendarDigits.two(bytes, from) * 100 + CalendarDigits.two(bytes, from + 2);
    long day = day(year, CalendarDigits.two(bytes, from + 5), CalendarDigits.two(bytes, from + 8));
    long time = CalendarDigits.timeOfDay(bytes, from + 11);
    if (day < 0 || time < 0) {
      return -1;
    }
    int at = from + 19;
    fraction = false;
    if (at + 1 < to && (bytes[at] == ',' || bytes[at] == '.') && isDigit(bytes[at + 1])) {
      int end = Ascii.skipDigits(bytes, at + 1, to);
      time += CalendarDigits.milliseconds(bytes, at + 1, end);
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
    int year = CalendarDigits.two(bytes, from + 7) * 100 + CalendarDigits.two(bytes, from + 9);
    long day = day(year, MonthNames.english(bytes, from + 3), CalendarDigits.two(bytes, from));
    long time = CalendarDigits.timeOfDay(bytes, from + 12);
    fraction = false;
    return day < 0 || time < 0 ? -1 : zoned(bytes, from + 20, to, day * DAY + time);
  }

  /**
   * {@code Nov 22 15:17:00}, also with a month of another language: of the year that was given,
   * else of the last in which there is such a day, no later than one after {@code arrival}.
   */
  int syslog(byte[] bytes, int from, int to, long arrival) {
    if (to - from < 15) {
      return -1;
    }
    if (bytes[from + 3] == ' ' && bytes[from + 6] == ' ') {
      int month = MonthNames.english(bytes, from);
      if (month > 0) {
        return yearless(bytes, month, from + 4, arrival);
      }
    }
    // Japanese months below ten have a blank before them.
    int name = bytes[from] == ' ' ? from + 1 : from;
    int blank = Ascii.indexOf(bytes, name, Math.min(to, name + LONGEST_MONTH), ' ');
    boolean shaped =
        blank > name && to - blank > 11 && bytes[blank + 3] == ' ' && bytes[blank + 6] == ':';
    int month = shaped ? MonthNames.local(bytes, name, blank) : 0;
    return month == 0 ? -1 : yearless(bytes, month, blank + 1, arrival);
  }

  private int yearless(byte[] bytes, int month, int at, long arrival) {
    int day = bytes[at] == ' ' ? bytes[at + 1] - '0' : CalendarDigits.two(bytes, at);
    long time = CalendarDigits.timeOfDay(bytes, at + 3);
    if (day < 1 || time < 0) {
      return -1;
    }
    long date = years.day(month, day, time, arrival);
    if (date < 0) {
      return -1;
    }
    fraction = false;
    millis = date * DAY + time - zoneOffset(date * DAY + time);
    return at + 11;
  }

  /** {@code Fri Nov 22 15:17:00.123456 2026}, as C's {@code ctime} and Apache write it. */
  int ctime(byte[] bytes, int from, int to) {
    if (to - from < 24
        || bytes[from + 3] != ' '
        || bytes[from + 7] != ' '
        || bytes[from + 10] != ' ') {
      return -1;
    }
    int month = MonthNames.english(bytes, from + 4);
    int day = bytes[from + 8] == ' ' ? bytes[from + 9] - '0' : CalendarDigits.two(bytes, from + 8);
    long time = CalendarDigits.timeOfDay(bytes, from + 11);
    int at = from + 19;
    if (month == 0 || time < 0) {
      return -1;
    }
    fraction = bytes[at] == '.';
    if (fraction) {
      int end = Ascii.skipDigits(bytes, at + 1, to);
      time += CalendarDigits.milliseconds(bytes, at + 1, end);
      at = end;
    }
    boolean utc =
        to - at > 4 && bytes[at + 1] == 'U' && bytes[at + 2] == 'T' && bytes[at + 3] == 'C';
    at = utc ? at + 4 : at;
    if (to - at < 5 || bytes[at] != ' ') {
      return -1;
    }
    long date =
        day(
            CalendarDigits.two(bytes, at + 1) * 100 + CalendarDigits.two(bytes, at + 3),
            month,
            day);
    if (date < 0) {
      return -1;
    }
    long local = date * DAY + time;
    millis = utc ? local : local - zoneOffset(local);
    return at + 5;
  }

  /** {@code 261122 15:17:00} or {@code 20261122 15:17:00}. */
  int compact(byte[] bytes, int from, int to) {
    int blank = Ascii.skipDigits(bytes, from, Math.min(to, from + 9));
    int year = blank - from == 8 ? CalendarDigits.two(bytes, from) : 20;
    if ((blank - from != 6 && blank - from != 8) || to - blank < 9 || bytes[blank] != ' ') {
      return -1;
    }
    long date =
        day(
            year * 100 + CalendarDigits.two(bytes, blank - 6),
            CalendarDigits.two(bytes, blank - 4),
            CalendarDigits.two(bytes, blank - 2));
    long time = CalendarDigits.timeOfDay(bytes, blank + 1);
    fraction = false;
    return date < 0 || time < 0 ? -1 : zoned(bytes, blank + 9, to, date * DAY + time);
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
    millis += end > point ? CalendarDigits.milliseconds(bytes, point + 1, end) : 0;
    fraction = end > point;
    return end;
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
    int hours = CalendarDigits.two(bytes, sign + 1);
    int minutes = CalendarDigits.two(bytes, sign + 3 + colon);
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
    long found = CalendarDigits.day(year, month, day);
    if (found < 0) {
      return -1;
    }
    lastDay = found;
    lastDate = date;
    return lastDay;
  }
}
