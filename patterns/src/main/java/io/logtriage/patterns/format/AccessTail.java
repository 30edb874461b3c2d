package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

/**
 * What stands behind an access line's status: the referring page, and the seconds that nginx's
 * {@code $request_time} and {@code $upstream_response_time} append. Read only when a rule asks.
 */
public final class AccessTail {
  /** How far from the line's end the seconds are looked for. */
  private static final int REACH = 200;

  private static final int DECIMALS = 3;
  private static final int DIGITS = 6;
  private static final int SWITCHING_PROTOCOLS = 101;

  private AccessTail() {}

  /** Whether a page asked for it: behind the status come the bytes sent and the quoted referrer. */
  public static boolean isReferred(ParsedEvent event) {
    if (event.tailFrom < 0) {
      return false;
    }
    int at = Ascii.skipBlanks(event.bytes, event.tailFrom, event.to);
    while (at < event.to && event.bytes[at] != ' ') {
      at++;
    }
    at = Ascii.skipBlanks(event.bytes, at, event.to);
    return at + 2 < event.to
        && event.bytes[at] == '"'
        && event.bytes[at + 1] != '"'
        && event.bytes[at + 1] != '-';
  }

  /**
   * The longest time in the line's end, milliseconds; -1 when its format has none. A connection
   * that was upgraded lasts as long as it is used, so it has none either.
   */
  public static long millis(ParsedEvent event) {
    byte[] bytes = event.bytes;
    int first = Math.max(event.tailFrom, event.to - REACH);
    if (event.tailFrom < 0
        || event.status == SWITCHING_PROTOCOLS
        || !endsWithSeconds(bytes, first, event.to)) {
      return -1;
    }
    long longest = -1;
    int at = event.tailFrom;
    while (at < event.to) {
      int start = at;
      if (bytes[at] == '"') {
        at = closing(bytes, at + 1, event.to);
        longest = Math.max(longest, seconds(bytes, start + 1, at));
        at++;
      } else {
        while (at < event.to && !isSeparator(bytes[at])) {
          at++;
        }
        longest = Math.max(longest, seconds(bytes, start, at));
        at = at == event.to || bytes[at] == '"' ? at : at + 1;
      }
    }
    return longest;
  }

  private static int closing(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, to);
  }

  /** Most formats have no times: their lines end with a quote or with a word. */
  private static boolean endsWithSeconds(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && (isSeparator(bytes[end - 1]) || bytes[end - 1] == '.')) {
      end--;
    }
    int start = end;
    while (start > from && !isSeparator(bytes[start - 1])) {
      start--;
    }
    return seconds(bytes, start, end) >= 0 || (end - start == 1 && bytes[start] == '-');
  }

  /** {@code 10.201}, digits and three decimals and nothing else; -1 otherwise. */
  private static long seconds(byte[] bytes, int from, int to) {
    int point = to - DECIMALS - 1;
    if (point <= from || point - from > DIGITS || bytes[point] != '.') {
      return -1;
    }
    long value = 0;
    for (int at = from; at < to; at++) {
      if (at != point) {
        if (!isDigit(bytes[at])) {
          return -1;
        }
        value = value * 10 + bytes[at] - '0';
      }
    }
    return value;
  }

  private static boolean isSeparator(byte value) {
    return value == ' ' || value == '"' || value == '=' || value == ',' || value == ':';
  }
}
