package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

/**
 * Access lines of other layouts that begin with their time: whatever stands before the request, and
 * nginx-proxy-manager's, which puts the statuses before the method.
 */
final class CustomAccessLines {
  private static final byte[] PROTOCOL = Ascii.of(" HTTP/");
  private static final byte[] CLIENT = Ascii.of("[Client ");
  private static final int REACH = 300;

  private CustomAccessLines() {}

  /** A line whose time, if it has one, ends at {@code from} or stands behind the client. */
  static boolean parse(byte[] bytes, int from, int to, TimeParser times, ParsedEvent event) {
    boolean dated = event.time != ParsedEvent.NO_TIME || clientFirst(bytes, from, to, times, event);
    if (dated && proxyManager(bytes, from, to, event)) {
      return true;
    }
    if (!quotedRequest(bytes, from, to, event)) {
      return false;
    }
    // Clients print such lines, too; a server's has its time. Either way strangers wrote the text.
    event.status = dated ? event.status : -1;
    return true;
  }

  /** {@code 192.0.2.7 [22/Nov/2026:15:17:00 +0000] }. */
  private static boolean clientFirst(
      byte[] bytes, int from, int to, TimeParser times, ParsedEvent event) {
    int end = ClientAddress.word(bytes, from, to);
    if (end == from
        || to - end < 3
        || bytes[end + 1] != '['
        || times.common(bytes, end + 2, to) < 0) {
      return false;
    }
    event.time = times.millis();
    event.clientFrom = from;
    event.clientTo = ClientAddress.end(bytes, from, end);
    return true;
  }

  /** {@code HIT 502 502 - GET https shop.example "/cart" [Client 192.0.2.7]}. */
  private static boolean proxyManager(byte[] bytes, int from, int to, ParsedEvent event) {
    int limit = Math.min(to, from + REACH);
    int quote = Ascii.indexOf(bytes, from, limit, '"');
    if (quote < 0) {
      return false;
    }
    int close = Ascii.indexOf(bytes, quote + 1, to, '"');
    if (close < 0 || !Ascii.startsWith(bytes, Math.min(close + 2, to), to, CLIENT)) {
      return false;
    }
    for (int at = from; at + 7 < quote; at++) {
      if (isStatus(bytes, at)
          && bytes[at + 3] == ' '
          && bytes[at + 4] == '-'
          && bytes[at + 5] == ' ') {
        event.status = status(bytes, at);
        event.format = LineFormat.NGINX_ACCESS;
        event.methodFrom = at + 6;
        event.methodTo = Ascii.indexOf(bytes, at + 6, quote, ' ');
        event.targetFrom = quote + 1;
        event.targetTo = close;
        event.clientFrom = close + 2 + CLIENT.length;
        event.clientTo =
            Math.max(event.clientFrom, Ascii.indexOf(bytes, event.clientFrom, to, ']'));
        return event.methodTo > 0;
      }
    }
    return false;
  }

  /** {@code "GET /cart HTTP/1.1" 502}, the first quoted text of the line. */
  static boolean quotedRequest(byte[] bytes, int from, int to, ParsedEvent event) {
    int quote = Ascii.indexOf(bytes, from, Math.min(to, from + REACH), '"');
    if (quote < 0) {
      return false;
    }
    int blank = quote + 1;
    while (blank < to && Ascii.isUpper(bytes[blank])) {
      blank++;
    }
    if (blank < quote + 4 || blank >= to || bytes[blank] != ' ') {
      return false;
    }
    int close = Ascii.indexOf(bytes, blank, to, '"');
    int protocol = close < 0 ? -1 : Ascii.indexOf(bytes, blank, close, PROTOCOL);
    if (protocol < 0 || close + 5 > to || bytes[close + 1] != ' ' || !isStatus(bytes, close + 2)) {
      return false;
    }
    event.status = status(bytes, close + 2);
    event.format = LineFormat.NGINX_ACCESS;
    event.methodFrom = quote + 1;
    event.methodTo = blank;
    event.targetFrom = blank + 1;
    event.targetTo = protocol;
    event.tailFrom = close + 5;
    return true;
  }

  private static boolean isStatus(byte[] bytes, int at) {
    return bytes[at] >= '1'
        && bytes[at] <= '5'
        && isDigit(bytes[at + 1])
        && isDigit(bytes[at + 2])
        && (at + 3 == bytes.length || !isDigit(bytes[at + 3]))
        && (at == 0 || bytes[at - 1] == ' ');
  }

  private static int status(byte[] bytes, int at) {
    return (bytes[at] - '0') * 100 + (bytes[at + 1] - '0') * 10 + bytes[at + 2] - '0';
  }
}
