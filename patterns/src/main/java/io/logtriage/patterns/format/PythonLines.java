package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isBlank;
import static io.logtriage.patterns.format.Ascii.isWord;

import org.jspecify.annotations.Nullable;

/**
 * Lines of Python's logging in the layouts that people configure: a level near the beginning, with
 * the time before or behind it or missing.
 */
final class PythonLines {
  /** How far behind the time, or the line's beginning, the level and the time may stand. */
  private static final int HEAD = 80;

  /** How many words (process, thread, logger, file) may stand before the level. */
  private static final int WORDS = 4;

  /** How long what stands before a level may be, where a path may be part of it. */
  private static final int GROUP = 200;

  private static final int LONGEST_LEVEL = 12;

  private static final String LEVEL_ENDS = ":]|-";

  /** PostgreSQL quotes the client's text behind it; what went wrong stands in the line before. */
  private static final byte[] STATEMENT = Ascii.of("STATEMENT:");

  /** How GitHub's runners begin an error. */
  private static final byte[] COMMAND = Ascii.of("##[");

  private final TimeParser times;

  PythonLines(TimeParser times) {
    this.times = times;
  }

  /** A line whose time ends at {@code from}. */
  boolean dated(byte[] bytes, int from, int to, ParsedEvent event) {
    int limit = Math.min(to, from + HEAD);
    int words = 0;
    int at = from;
    while (at < limit && words <= WORDS) {
      if (isWord(bytes[at])) {
        int end = LevelWords.end(bytes, at, limit);
        // Monolog joins its channel and the level: app.ERROR: message.
        if (words == 0 && end + 1 < limit && bytes[end] == '.' && Ascii.isUpper(bytes[end + 1])) {
          at = end + 1;
          end = LevelWords.end(bytes, at, limit);
        }
        Level level = level(bytes, at, end, to, words);
        if (level != null) {
          event.level = level;
          event.format = LineFormat.PYTHON;
          event.messageFrom = message(bytes, end, to, event);
          return true;
        }
        words++;
        at = wordEnd(bytes, at, limit);
      } else if (bytes[at] == '[' || bytes[at] == '{' || bytes[at] == '(') {
        int end = LevelWords.end(bytes, at + 1, limit);
        if (level(bytes, at + 1, end, to, 0) != null) {
          at++;
        } else if (isModule(bytes, at + 1, limit)) {
          // Apache names its module, too: [proxy:error].
          at = Ascii.indexOf(bytes, at, limit, ':') + 1;
          words = 0;
        } else {
          words++;
          at = group(bytes, at, Math.min(to, at + GROUP), event);
          limit = Math.max(limit, Math.min(to, at + LONGEST_LEVEL));
        }
      } else {
        at++;
      }
    }
    return false;
  }

  /** {@code mpm_prefork:notice]}. */
  private static boolean isModule(byte[] bytes, int from, int limit) {
    int colon = from;
    while (colon < limit && isWord(bytes[colon])) {
      colon++;
    }
    int end = LevelWords.end(bytes, Math.min(colon + 1, limit), limit);
    return colon < limit
        && bytes[colon] == ':'
        && end < limit
        && bytes[end] == ']'
        && LevelWords.of(bytes, colon + 1, end) != null;
  }

  /** A line that begins with its level; the time may follow. */
  boolean levelFirst(byte[] bytes, int from, int to, ParsedEvent event) {
    boolean command = Ascii.startsWith(bytes, from, to, COMMAND);
    int at = command ? from + COMMAND.length : from < to && bytes[from] == '[' ? from + 1 : from;
    if (at >= to || !(command || Ascii.isUpper(bytes[at]))) {
      return false;
    }
    int end = LevelWords.end(bytes, at, Math.min(to, at + LONGEST_LEVEL));
    Level level = LevelWords.of(bytes, at, end);
    if (level == null || end >= to || (bytes[end] == ']') != (at > from)) {
      return false;
    }
    if (bytes[end] != ']' && bytes[end] != ':' && !isBlank(bytes[end])) {
      return false;
    }
    event.level = level;
    event.format = LineFormat.PYTHON;
    event.messageFrom = message(bytes, end, to, event);
    time(bytes, end, to, event);
    return true;
  }

  /**
   * A line that begins with its logger, or some group in brackets: {@code shop.pages - ERROR - },
   * {@code shop:ERROR:}, {@code [shop] ERROR: }. Not {@code name: ERROR}: exceptions read so.
   */
  static boolean loggerFirst(byte[] bytes, int from, int to, ParsedEvent event) {
    int limit = Math.min(to, from + GROUP);
    int at = level(bytes, from, limit);
    if (at < 0 || !Ascii.isUpper(bytes[at])) {
      return false;
    }
    int end = LevelWords.end(bytes, at, Math.min(to, at + LONGEST_LEVEL));
    Level level = LevelWords.of(bytes, at, end);
    if (level == null
        || end >= to
        || (!isBlank(bytes[end]) && LEVEL_ENDS.indexOf(bytes[end]) < 0)) {
      return false;
    }
    event.level = level;
    event.format = LineFormat.PYTHON;
    event.messageFrom = message(bytes, end, to, event);
    return true;
  }

  /** Where a level may begin behind a logger or a group, or -1. */
  private static int level(byte[] bytes, int from, int limit) {
    if (from < limit && (bytes[from] == '[' || bytes[from] == '{')) {
      int close = Ascii.indexOf(bytes, from, limit, bytes[from] == '[' ? ']' : '}');
      int at = close < 0 ? limit : Ascii.skipBlanks(bytes, close + 1, limit);
      at = at + 1 < limit && bytes[at] == '[' ? at + 1 : at;
      return at < limit && at > close + 1 ? at : -1;
    }
    int end = SyslogHead.nameEnd(bytes, from, limit);
    if (end == from || end + 3 >= limit) {
      return -1;
    }
    if (bytes[end] == ':') {
      return end + 1;
    }
    boolean apart = bytes[end] == ' ' && bytes[end + 2] == ' ';
    return apart && (bytes[end + 1] == '-' || bytes[end + 1] == '|') ? end + 3 : -1;
  }

  private void time(byte[] bytes, int from, int to, ParsedEvent event) {
    int limit = Math.min(to, from + HEAD);
    for (int at = from; at < limit; at++) {
      if (bytes[at] == '2' && !isWord(bytes[at - 1])) {
        int end = times.iso(bytes, at, to, '-');
        if (end > 0) {
          event.time = times.millis();
          event.messageFrom = separators(bytes, end, Math.min(to, end + HEAD));
          return;
        }
      }
    }
  }

  /** Lower-case words count only as the first one: elsewhere they are English. */
  private static @Nullable Level level(byte[] bytes, int from, int end, int to, int words) {
    if (from == end || (end < to && isWord(bytes[end]))) {
      return null;
    }
    if (Ascii.startsWith(bytes, from, to, STATEMENT)) {
      return Level.INFO;
    }
    return words == 0 || Ascii.isUpper(bytes[from]) ? LevelWords.of(bytes, from, end) : null;
  }

  private static int wordEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && !isBlank(bytes[at]) && bytes[at] != '[' && bytes[at] != ']') {
      at++;
    }
    return at;
  }

  /** Behind a bracketed group, whose pid is taken; behind its bracket when it does not close. */
  private static int group(byte[] bytes, int from, int limit, ParsedEvent event) {
    char closing = bytes[from] == '[' ? ']' : bytes[from] == '{' ? '}' : ')';
    int close = Ascii.indexOf(bytes, from, limit, closing);
    if (close < 0) {
      return from + 1;
    }
    pid(bytes, from + 1, close, event);
    return close + 1;
  }

  private static boolean pid(byte[] bytes, int from, int to, ParsedEvent event) {
    int digits = from;
    if (to - from > 4
        && bytes[from] == 'p'
        && bytes[from + 1] == 'i'
        && bytes[from + 2] == 'd'
        && !isWord(bytes[from + 3])) {
      digits = from + 4;
    }
    int end = Ascii.skipDigits(bytes, digits, to);
    // Apache names the thread, too: pid 17:tid 140.
    long pid =
        end == to || (digits > from && bytes[end] == ':') ? Ascii.number(bytes, digits, end) : -1;
    if (pid < 0) {
      return false;
    }
    event.pid = pid;
    return true;
  }

  /** Skips what stands between the level and the message: separators, logger, module, pid. */
  private static int message(byte[] bytes, int levelEnd, int to, ParsedEvent event) {
    int limit = Math.min(to, levelEnd + HEAD);
    int at = levelEnd;
    if (at < limit && bytes[at] == '/') {
      int close = Ascii.indexOf(bytes, at, limit, ']');
      at = close < 0 ? at : close + 1;
    } else if (at + 1 < limit && bytes[at] == ':' && isWord(bytes[at + 1])) {
      return logger(bytes, at + 1, limit);
    }
    for (int groups = 0; ; groups++) {
      at = separators(bytes, at, limit);
      if (groups == 3 || at >= limit || bytes[at] != '[') {
        break;
      }
      int close = Ascii.indexOf(bytes, at, limit, ']');
      if (close < 0
          || (Ascii.indexOf(bytes, at, close, ' ') >= 0 && !pid(bytes, at + 1, close, event))) {
        break;
      }
      pid(bytes, at + 1, close, event);
      at = close + 1;
    }
    return module(bytes, column(bytes, at, limit), limit);
  }

  /** Behind {@code shop.pages | }, a logger's name in a layout of columns. */
  private static int column(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit
        && (isWord(bytes[at]) || bytes[at] == '.' || bytes[at] == ':' || bytes[at] == '-')) {
      at++;
    }
    int bar = Ascii.skipBlanks(bytes, at, limit);
    return at > from && bar > at && bar + 1 < limit && bytes[bar] == '|' && bytes[bar + 1] == ' '
        ? Ascii.skipBlanks(bytes, bar + 1, limit)
        : from;
  }

  private static int separators(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit
        && (isBlank(bytes[at])
            || bytes[at] == ']'
            || bytes[at] == ':'
            || bytes[at] == '|'
            || (bytes[at] == '-' && at + 1 < limit && bytes[at + 1] == ' '))) {
      at++;
    }
    return at;
  }

  /** {@code app:message} behind {@code ERROR:}. */
  private static int logger(byte[] bytes, int from, int limit) {
    int colon = from;
    while (colon < limit && (isWord(bytes[colon]) || bytes[colon] == '.' || bytes[colon] == '-')) {
      colon++;
    }
    return colon < limit && bytes[colon] == ':' ? colon + 1 : from;
  }

  /** {@code in app: message}, Flask's own layout. */
  private static int module(byte[] bytes, int from, int limit) {
    if (from + 3 >= limit
        || bytes[from] != 'i'
        || bytes[from + 1] != 'n'
        || bytes[from + 2] != ' ') {
      return from;
    }
    int colon = from + 3;
    while (colon < limit && isWord(bytes[colon])) {
      colon++;
    }
    return colon > from + 3 && colon < limit && bytes[colon] == ':'
        ? Ascii.skipBlanks(bytes, colon + 1, limit)
        : from;
  }
}
