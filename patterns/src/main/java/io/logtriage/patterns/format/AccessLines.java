package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

/**
 * Access lines: combined and everything that has its beginning, however it goes on.
 *
 * <p>The splitter of the hot path: it looks at a line only up to the status, which is the number
 * behind the request's closing quote and nothing else.
 */
final class AccessLines {
  /** How far the client, user and other leading fields may reach. */
  private static final int HEAD = 512;

  private static final int METHOD = 20;
  private final TimeParser times;

  AccessLines(TimeParser times) {
    this.times = times;
  }

  /**
   * Whether this is one, whose fields then stand in the event; its format is left to the caller.
   */
  boolean parse(byte[] bytes, int from, int to, ParsedEvent event) {
    int limit = Math.min(to, from + HEAD);
    int client = from;
    int dash = from;
    if (limit - from < 2 || bytes[from] != '-' || bytes[from + 1] != ' ') {
      int words = 0;
      for (; ; dash++) {
        if (dash + 2 >= limit) {
          return false;
        }
        if (bytes[dash] == ' ') {
          if (bytes[dash + 1] == '-' && bytes[dash + 2] == ' ') {
            break;
          }
          // A virtual host may stand before the client, and several clients be joined by commas.
          if (dash == from || (bytes[dash - 1] != ',' && ++words > 1)) {
            return false;
          }
          client = bytes[dash - 1] == ',' ? client : dash + 1;
        }
      }
    }
    for (int at = dash; ; at++) {
      at = Ascii.indexOf(bytes, at, limit, '[');
      if (at < 0) {
        return false;
      }
      int end = times.common(bytes, at + 1, to);
      if (end > 0 && end < to && bytes[end] == ']') {
        event.time = times.millis();
        event.clientFrom = client < dash ? client : -1;
        event.clientTo = client < dash ? ClientAddress.end(bytes, client, dash) : -1;
        request(bytes, end + 1, to, event);
        return true;
      }
    }
  }

  private static void request(byte[] bytes, int from, int to, ParsedEvent event) {
    if (to - from < 2 || bytes[from] != ' ' || bytes[from + 1] != '"') {
      return;
    }
    int open = from + 2;
    int close = EightBytes.closingQuote(bytes, open, to);
    event.status = status(bytes, close + 1, to);
    event.tailFrom = event.status < 0 ? -1 : close + 5;
    requestLine(bytes, open, close, event);
  }

  /** {@code GET /cart HTTP/1.1}; what is no request, as scanners send it, gives nothing. */
  static void requestLine(byte[] bytes, int open, int close, ParsedEvent event) {
    int blank = open;
    while (blank < close && blank - open <= METHOD && isMethod(bytes[blank])) {
      blank++;
    }
    if (blank == open || blank == close || bytes[blank] != ' ') {
      return;
    }
    event.methodFrom = open;
    event.methodTo = blank;
    event.targetFrom = blank + 1;
    event.targetTo = Math.max(blank + 1, protocol(bytes, blank + 1, close));
  }

  private static boolean isMethod(byte value) {
    return Ascii.isUpper(value) || value == '-' || value == '_';
  }

  /** The status at {@code " 502 "}, or -1. */
  private static int status(byte[] bytes, int from, int to) {
    if (to - from < 4
        || bytes[from] != ' '
        || !isDigit(bytes[from + 1])
        || !isDigit(bytes[from + 2])
        || !isDigit(bytes[from + 3])
        || (to - from > 4 && bytes[from + 4] != ' ')) {
      return -1;
    }
    return (bytes[from + 1] - '0') * 100 + (bytes[from + 2] - '0') * 10 + bytes[from + 3] - '0';
  }

  /**
   * Where {@code " HTTP/1.1"} begins, or hypercorn's {@code " 1.1"}, or {@code to} when the request
   * does not end so.
   */
  private static int protocol(byte[] bytes, int from, int to) {
    for (int length = 9; length >= 7; length -= 2) {
      int at = to - length;
      if (at >= from
          && bytes[at] == ' '
          && bytes[at + 1] == 'H'
          && bytes[at + 2] == 'T'
          && bytes[at + 3] == 'T'
          && bytes[at + 4] == 'P'
          && bytes[at + 5] == '/') {
        return at;
      }
    }
    boolean minor = to - from > 4 && bytes[to - 2] == '.' && bytes[to - 3] == '1';
    int at = minor ? to - 4 : to - 2;
    boolean version = minor || (at > from && (bytes[to - 1] == '2' || bytes[to - 1] == '3'));
    return version && bytes[at] == ' ' ? at : to;
  }
}
