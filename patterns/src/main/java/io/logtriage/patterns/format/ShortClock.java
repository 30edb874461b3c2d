package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

/**
 * A clock that begins a line without saying of which day in a way that is sure: {@code 15:17:00},
 * {@code [11/22/26 15:17:00]}, {@code 26-11-22 15:17:00}. Which number is the month differs, so it
 * dates nothing; it only tells that a head of logging may follow.
 */
final class ShortClock {
  private static final int SECONDS = "15:17:00".length();

  private ShortClock() {}

  /** Behind the clock that begins at {@code from}, and behind its bracket; -1 without one. */
  static int end(byte[] bytes, int from, int to) {
    boolean bracket = from < to && bytes[from] == '[';
    int start = bracket ? from + 1 : from;
    int at = time(bytes, behindDate(bytes, start, to), to);
    if (at < 0) {
      return -1;
    }
    if (at + 2 < to && bytes[at] == ' ' && bytes[at + 2] == 'M') {
      at += 3;
    }
    if (!bracket) {
      return at;
    }
    return at < to && bytes[at] == ']' ? at + 1 : -1;
  }

  /** {@code 22.11.2026, }: three numbers and two equal signs between them; else {@code from}. */
  private static int behindDate(byte[] bytes, int from, int to) {
    int first = Ascii.skipDigits(bytes, from, to);
    if (first == from || first >= to || !isSeparator(bytes[first])) {
      return from;
    }
    int second = Ascii.skipDigits(bytes, first + 1, to);
    if (second == first + 1 || second >= to || bytes[second] != bytes[first]) {
      return from;
    }
    int third = Ascii.skipDigits(bytes, second + 1, to);
    int blank = third < to && bytes[third] == ',' ? third + 1 : third;
    return third > second + 1 && third - from <= 10 && blank < to && bytes[blank] == ' '
        ? blank + 1
        : from;
  }

  private static boolean isSeparator(byte sign) {
    return sign == '-' || sign == '/' || sign == '.';
  }

  private static int time(byte[] bytes, int from, int to) {
    int end = from + SECONDS;
    if (end > to) {
      return -1;
    }
    for (int i = 0; i < SECONDS; i++) {
      boolean colon = i == 2 || i == 5;
      if (colon ? bytes[from + i] != ':' : !isDigit(bytes[from + i])) {
        return -1;
      }
    }
    boolean fraction =
        end + 1 < to && (bytes[end] == '.' || bytes[end] == ',') && isDigit(bytes[end + 1]);
    return fraction ? Ascii.skipDigits(bytes, end + 1, to) : end;
  }
}
