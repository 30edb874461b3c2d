package io.logtriage.patterns.format;

/** {@code [E 261122 15:17:00 db:17] message}: Tornado's lines, and Jupyter's with a longer date. */
final class LetterLevelLines {
  private static final String LETTERS = "DIWEFC";
  private static final int LONGEST_HEAD = 120;

  private LetterLevelLines() {}

  static boolean parse(byte[] bytes, int from, int to, TimeParser times, ParsedEvent event) {
    int date = from + 3;
    if (to - date < 16 || LETTERS.indexOf(bytes[from + 1]) < 0 || bytes[from + 2] != ' ') {
      return false;
    }
    int end = times.iso(bytes, date, to, '-');
    end = end > 0 ? end : times.compact(bytes, date, to);
    int close = Ascii.indexOf(bytes, from, Math.min(to, from + LONGEST_HEAD), ']');
    if (end < 0 || close < end) {
      return false;
    }
    event.time = times.millis();
    event.level = LevelWords.ofAny(bytes, from + 1, from + 2);
    event.format = LineFormat.PYTHON;
    event.messageFrom = Ascii.skipBlanks(bytes, close + 1, to);
    return true;
  }
}
