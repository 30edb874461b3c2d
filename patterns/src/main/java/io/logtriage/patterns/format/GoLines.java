package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

/**
 * Lines of the loggers that Go programs use: container engines, Kubernetes, proxies. Their level
 * matters: an engine repeats at info what it was asked to do.
 */
final class GoLines {
  /** How far behind the line's beginning the message may begin. */
  private static final int HEAD = 320;

  /** Pairs that a logfmt line begins with; anything else that looks like one is prose. */
  private static final byte[][] FIRST = {
    Ascii.of("time="), Ascii.of("ts="), Ascii.of("t="), Ascii.of("level="), Ascii.of("lvl="),
  };

  private static final byte[][] TIMES = {Ascii.of("time="), Ascii.of("ts="), Ascii.of("t=")};
  private static final byte[][] LEVELS = {Ascii.of("level="), Ascii.of("lvl=")};

  /** What went wrong may stand before the message. */
  private static final byte[][] MESSAGES = {
    Ascii.of("msg="), Ascii.of("message="), Ascii.of("err="), Ascii.of("error="),
  };

  /** logrus cuts its levels to four letters. */
  private static final byte[][] CUT = {
    Ascii.of("DEBU"),
    Ascii.of("INFO"),
    Ascii.of("WARN"),
    Ascii.of("ERRO"),
    Ascii.of("FATA"),
    Ascii.of("PANI"),
  };

  private static final Level[] CUT_LEVELS = {
    Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR, Level.CRITICAL, Level.CRITICAL,
  };

  private GoLines() {}

  static boolean parse(byte[] bytes, int from, int to, TimeParser times, ParsedEvent event) {
    if (to - from < 8) {
      return false;
    }
    return switch (bytes[from]) {
      case 't', 'l' -> pairs(bytes, from, to, times, event);
      case 'I', 'W', 'E', 'F', 'D', 'P' ->
          klog(bytes, from, to, event) || terminal(bytes, from, to, event);
      default -> false;
    };
  }

  /** {@code time="2026-11-22T15:17:00Z" level=error msg="cannot start"}, keys in any order. */
  private static boolean pairs(
      byte[] bytes, int from, int to, TimeParser times, ParsedEvent event) {
    if (behind(FIRST, bytes, from, to) < 0) {
      return false;
    }
    int limit = Math.min(to, from + HEAD);
    int at = from;
    while (at < limit) {
      int value = behind(MESSAGES, bytes, at, to);
      if (value > 0) {
        event.messageFrom = unquoted(bytes, value, to);
        if (behind(FIRST, bytes, event.messageFrom, to) < 0) {
          break;
        }
        // A line of a child, repeated by its parent: its own level counts.
        at = event.messageFrom;
        continue;
      }
      value = behind(TIMES, bytes, at, to);
      if (value > 0 && times.iso(bytes, unquoted(bytes, value, to), to, '-') > 0) {
        event.time = times.millis();
      }
      value = behind(LEVELS, bytes, at, to);
      if (value > 0) {
        int word = unquoted(bytes, value, to);
        event.level = LevelWords.ofAny(bytes, word, LevelWords.end(bytes, word, to));
      }
      at = next(bytes, at, limit);
    }
    if (event.level == Level.UNKNOWN) {
      return false;
    }
    event.format = LineFormat.PYTHON;
    return true;
  }

  /** Where the next pair begins: behind a blank that no quotes are around. */
  private static int next(byte[] bytes, int from, int limit) {
    boolean quoted = false;
    int at = from;
    while (at < limit && (quoted || bytes[at] != ' ')) {
      quoted ^= bytes[at] == '"' && (at == from || bytes[at - 1] != '\\');
      at++;
    }
    return at + 1;
  }

  private static int behind(byte[][] keys, byte[] bytes, int from, int to) {
    for (byte[] key : keys) {
      if (Ascii.startsWith(bytes, from, to, key)) {
        return from + key.length;
      }
    }
    return -1;
  }

  private static int unquoted(byte[] bytes, int from, int to) {
    int at = from < to && bytes[from] == '\\' ? from + 1 : from;
    return at < to && bytes[at] == '"' ? at + 1 : from;
  }

  /** {@code E1122 15:17:00.123456 4711 kubelet.go:12] message}, of klog and glog. */
  private static boolean klog(byte[] bytes, int from, int to, ParsedEvent event) {
    int limit = Math.min(to, from + HEAD);
    if (Ascii.skipDigits(bytes, from + 1, limit) != from + 5 || bytes[from + 5] != ' ') {
      return false;
    }
    int close = Ascii.indexOf(bytes, from, limit, ']');
    if (close < 0 || close + 1 >= to || bytes[close + 1] != ' ' || !isDigit(bytes[close - 1])) {
      return false;
    }
    event.level = LevelWords.ofAny(bytes, from, from + 1);
    event.format = LineFormat.PYTHON;
    event.messageFrom = unquoted(bytes, close + 2, to);
    return true;
  }

  /** {@code ERRO[0012] message}, of logrus at a terminal. */
  private static boolean terminal(byte[] bytes, int from, int to, ParsedEvent event) {
    if (bytes[from + 4] != '[' || !isDigit(bytes[from + 5])) {
      return false;
    }
    int close = Ascii.indexOf(bytes, from, Math.min(to, from + HEAD), ']');
    for (int level = 0; level < CUT_LEVELS.length && close > 0; level++) {
      if (Ascii.startsWith(bytes, from, to, CUT[level])) {
        event.level = CUT_LEVELS[level];
        event.format = LineFormat.PYTHON;
        event.messageFrom = Ascii.skipBlanks(bytes, close + 1, to);
        return true;
      }
    }
    return false;
  }
}
