package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

/**
 * What stands behind an access line's status: the referring page, and the seconds that nginx's
 * {@code $request_time} and {@code $upstream_response_time} append. Read only when a rule asks.
 */
public final class AccessTail {
  /** How far behind the status the seconds are looked for. */
  private static final int REACH = 2000;

  private static final int DECIMALS = 3;
  private static final int DIGITS = 6;
  private static final int SWITCHING_PROTOCOLS = 101;

  private AccessTail() {}

  /**
   * Whether a page asked for it: behind the status come the bytes sent and the quoted referrer. A
   * layout that names no referrer does not say that there was none.
   */
  public static boolean mayBeReferred(ParsedEvent event) {
    if (event.tailFrom < 0) {
      return false;
    }
    int at = third(event);
    return at >= event.to
        || (event.bytes[at] == '"'
            && at + 2 < event.to
            && event.bytes[at + 1] != '"'
            && event.bytes[at + 1] != '-');
  }

  /** Behind the bytes sent. */
  private static int third(ParsedEvent event) {
    int at = Ascii.skipBlanks(event.bytes, event.tailFrom, event.to);
    while (at < event.to && event.bytes[at] != ' ') {
      at++;
    }
    return Ascii.skipBlanks(event.bytes, at, event.to);
  }

  /**
   * The longest time in the line's end, milliseconds; -1 when its format has none. A connection
   * that was upgraded lasts as long as it is used, so it has none either.
   */
  public static long millis(ParsedEvent event) {
    byte[] bytes = event.bytes;
    if (event.tailFrom < 0 || event.status == SWITCHING_PROTOCOLS || isPlain(event)) {
      return -1;
    }
    long longest = -1;
    int at = event.tailFrom;
    int end = Math.min(event.to, at + REACH);
    while (at < end) {
      int start = at;
      if (bytes[at] == '"') {
        at = closing(bytes, at + 1, end);
        longest = Math.max(longest, seconds(bytes, start + 1, at));
        at++;
      } else {
        while (at < end && !isSeparator(bytes[at])) {
          at++;
        }
        longest = Math.max(longest, seconds(bytes, start, at));
        at = at == end || bytes[at] == '"' ? at : at + 1;
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

  /** Combined lines, most of all, end with the agent's quote and have no times. */
  private static boolean isPlain(ParsedEvent event) {
    byte[] bytes = event.bytes;
    int last = event.to - 1;
    if (last <= event.tailFrom || bytes[last] != '"') {
      return false;
    }
    int third = third(event);
    if (third < event.to && bytes[third] != '"') {
      return false;
    }
    return bytes[last - 1] == '-' ? bytes[last - 3] != '=' : bytes[last - 1 - DECIMALS] != '.';
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
