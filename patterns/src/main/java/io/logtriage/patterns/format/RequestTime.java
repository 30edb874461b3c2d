package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

/**
 * How long a request took, from what its access line's format says behind the usual fields.
 *
 * <p>Seconds with three decimals are nginx's ({@code rt=0.003}, plain, or quoted behind another
 * quoted field); with six, gunicorn's {@code %(L)s}; a number with its unit is what it says
 * (Traefik's {@code 12ms}); a whole number in a gunicorn line is {@code %(D)s}, microseconds
 * ({@link WholeNumbers}). What stands in referrer, user agent and the quoted field behind them,
 * mostly {@code X-Forwarded-For}, is never looked at: strangers write it.
 */
public final class RequestTime {
  /** The line does not say it. */
  public static final long UNKNOWN = -1;

  private static final byte[] RESPONSE = Ascii.of("upstream_response_time");
  private static final byte[] SHORT = Ascii.of("urt");
  private static final int LONGEST_TAIL = 512;
  private static final int SWITCHING_PROTOCOLS = 101;

  private RequestTime() {}

  /**
   * Microseconds, or {@link #UNKNOWN}. Of several times the upstream's own counts where it is
   * named, because the request's holds the client's slowness, too; else the greatest. A connection
   * that was upgraded lasts as long as it is used, so it has none.
   */
  public static long micros(ParsedEvent event) {
    if (event.micros == ParsedEvent.UNREAD) {
      event.micros = event.status == SWITCHING_PROTOCOLS ? UNKNOWN : read(event);
    }
    return event.micros;
  }

  private static long read(ParsedEvent event) {
    byte[] bytes = event.bytes;
    int to = event.to;
    if (event.tailFrom < 0 || !mayEndWithTime(bytes, event.tailFrom, to)) {
      return UNKNOWN;
    }
    int from = tail(bytes, event.tailFrom, to);
    if (to - from > LONGEST_TAIL) {
      return UNKNOWN;
    }
    long greatest = UNKNOWN;
    long upstream = UNKNOWN;
    boolean named = false;
    // The field behind the agent is mostly a header, too; only further ones are the server's.
    boolean header = true;
    for (int at = from; at < to; ) {
      if (bytes[at] == ' ') {
        at++;
        continue;
      }
      boolean quoted = bytes[at] == '"';
      int begin = quoted ? at + 1 : at;
      int end = quoted ? EightBytes.closingQuote(bytes, begin, to) : word(bytes, begin, to);
      long value = UNKNOWN;
      if (!quoted) {
        int key = Ascii.indexOf(bytes, begin, end, '=');
        named = key < 0 ? named && bytes[at - 2] == ',' : namesUpstream(bytes, begin, key);
        value = key < 0 ? time(bytes, begin, end, to) : TimeUnits.named(bytes, begin, key, end);
        value = value == UNKNOWN ? seconds(bytes, key < 0 ? begin : key + 1, end) : value;
      } else if (bytes[at - 1] == '=') {
        value = seconds(bytes, begin, end);
      } else {
        named = false;
        value = header ? UNKNOWN : seconds(bytes, begin, end);
        header = bytes[from - 1] != '"';
      }
      greatest = Math.max(greatest, value);
      upstream = named ? Math.max(upstream, value) : upstream;
      at = quoted ? end + 1 : end;
    }
    if (greatest == UNKNOWN && event.format == LineFormat.GUNICORN_ACCESS) {
      return WholeNumbers.micros(bytes, from, to);
    }
    return upstream == UNKNOWN ? greatest : upstream;
  }

  /** A number with its unit, in one word or in two; whatever stands behind belongs to others. */
  private static long time(byte[] bytes, int from, int end, int to) {
    long value = TimeUnits.micros(bytes, from, end);
    if (value != UNKNOWN || end + 1 >= to) {
      return value;
    }
    int unitEnd = word(bytes, end + 1, to);
    return TimeUnits.micros(bytes, from, end, end + 1, unitEnd);
  }

  /** Cheap refusal of the lines without times, which end with a user agent in quotes. */
  private static boolean mayEndWithTime(byte[] bytes, int from, int to) {
    if (to - from < 4 || bytes[to - 1] != '"') {
      return to - from >= 4;
    }
    return !agentFollows(bytes, from, to)
        || isDigit(bytes[to - 2])
        || (bytes[to - 2] == '-' && bytes[to - 4] == '=')
        || (bytes[to - 2] == '-' && to - from > 6 && isDigit(bytes[to - 6]));
  }

  /** Whether referrer and agent stand behind the size, as in the combined format. */
  private static boolean agentFollows(byte[] bytes, int from, int to) {
    int at = Ascii.skipBlanks(bytes, from, to);
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at + 1 < to && bytes[at + 1] == '"';
  }

  /** Behind size, referrer and user agent. */
  private static int tail(byte[] bytes, int from, int to) {
    int at = Ascii.skipBlanks(bytes, from, to);
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    for (int quoted = 0; quoted < 2; quoted++) {
      int open = Ascii.skipBlanks(bytes, at, to);
      if (open >= to || bytes[open] != '"') {
        return at;
      }
      at = Math.min(EightBytes.closingQuote(bytes, open + 1, to) + 1, to);
    }
    return at;
  }

  /** Up to the next blank or quote. */
  private static int word(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ' ' && bytes[at] != '"') {
      at++;
    }
    return at;
  }

  /** The greatest of one or several times: a request may have been tried several times. */
  static long seconds(byte[] bytes, int from, int to) {
    long greatest = UNKNOWN;
    for (int at = from; at < to; ) {
      int end = at;
      while (end < to && bytes[end] != ',' && bytes[end] != ' ') {
        end++;
      }
      greatest = Math.max(greatest, time(bytes, at, end));
      at = end + 1;
    }
    return greatest;
  }

  /** Digits, a point and three or six digits as microseconds, or unknown. */
  private static long time(byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == 's' ? to - 1 : to;
    int point = Ascii.skipDigits(bytes, from, end);
    int decimals = end - point - 1;
    if (point - from > 5 || (decimals != 3 && decimals != 6) || bytes[point] != '.') {
      return UNKNOWN;
    }
    long whole = Ascii.number(bytes, from, point);
    long fraction = Ascii.number(bytes, point + 1, end);
    return whole < 0 || fraction < 0
        ? UNKNOWN
        : whole * 1_000_000 + fraction * (decimals == 3 ? 1_000 : 1);
  }

  private static boolean namesUpstream(byte[] bytes, int from, int to) {
    return endsWith(bytes, from, to, SHORT) || endsWith(bytes, from, to, RESPONSE);
  }

  private static boolean endsWith(byte[] bytes, int from, int to, byte[] word) {
    return to - from >= word.length && Ascii.startsWith(bytes, to - word.length, to, word);
  }
}
