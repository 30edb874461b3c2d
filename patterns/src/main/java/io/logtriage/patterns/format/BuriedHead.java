package io.logtriage.patterns.format;

/**
 * A head of nginx's or gunicorn's error log behind something that is not known: what a platform's
 * viewer puts before it, the rest of another line, half of a time that was cut off.
 *
 * <p>Both are unmistakable. Not behind a quote: that is text which another line speaks of.
 */
final class BuriedHead {
  /** How far behind its beginning a line may still become theirs. */
  private static final int REACH = 600;

  private BuriedHead() {}

  static boolean find(byte[] bytes, int from, int to, TimeParser times, ParsedEvent event) {
    int limit = Math.min(to, from + REACH);
    for (int at = from; at < limit && bytes[at] != '"'; at++) {
      if (bytes[at] != '[') {
        continue;
      }
      if (NginxErrorLines.timeless(bytes, at, to, event)) {
        nginxTime(bytes, from, at, times, event);
        return true;
      }
      if (gunicorn(bytes, at, to, times, event)) {
        return true;
      }
    }
    return false;
  }

  /** {@code 2026/11/22 15:17:00 }, where all of it is left. */
  private static void nginxTime(
      byte[] bytes, int from, int level, TimeParser times, ParsedEvent event) {
    int start = level - "2026/11/22 15:17:00 ".length();
    if (start >= from && times.iso(bytes, start, level, '/') > 0) {
      event.time = times.millis();
    }
  }

  /** {@code [2026-11-22 15:17:00 +0000] [7] [ERROR] message}. */
  private static boolean gunicorn(
      byte[] bytes, int from, int to, TimeParser times, ParsedEvent event) {
    int end = times.iso(bytes, from + 1, to, '-');
    if (end < 0 || end >= to || bytes[end] != ']' || times.fraction()) {
      return false;
    }
    if (!GunicornErrorLines.parse(bytes, end + 1, to, event)) {
      return false;
    }
    event.time = times.millis();
    return true;
  }
}
