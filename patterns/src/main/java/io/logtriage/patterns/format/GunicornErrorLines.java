package io.logtriage.patterns.format;

/** Lines of gunicorn's error log: {@code [time] [pid] [LEVEL] message} (gunicorn glogging.py). */
final class GunicornErrorLines {
  private GunicornErrorLines() {}

  /** {@code " [1637] [CRITICAL] message"}, behind the time. */
  static boolean parse(byte[] bytes, int from, int to, ParsedEvent event) {
    if (to - from < 9 || bytes[from] != ' ' || bytes[from + 1] != '[') {
      return false;
    }
    int pidEnd = Ascii.skipDigits(bytes, from + 2, to);
    if (pidEnd == from + 2
        || to - pidEnd < 6
        || bytes[pidEnd] != ']'
        || bytes[pidEnd + 1] != ' '
        || bytes[pidEnd + 2] != '[') {
      return false;
    }
    int levelEnd = LevelWords.end(bytes, pidEnd + 3, to);
    Level level = LevelWords.of(bytes, pidEnd + 3, levelEnd);
    if (level == null || levelEnd >= to || bytes[levelEnd] != ']') {
      return false;
    }
    event.format = LineFormat.GUNICORN_ERROR;
    event.pid = Ascii.number(bytes, from + 2, pidEnd);
    event.level = level;
    event.messageFrom = Ascii.skipBlanks(bytes, levelEnd + 1, to);
    return true;
  }
}
