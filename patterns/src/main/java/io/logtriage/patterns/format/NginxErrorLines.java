package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.skipDigits;

/** Lines of nginx's error log (ngx_log.c), dated, or undated as on stderr. */
final class NginxErrorLines {
  private static final byte[] UNDATED = Ascii.of("nginx: ");

  private NginxErrorLines() {}

  /** {@code [error] 31#31: *44 message}: behind the time, or where it was cut off. */
  static boolean timeless(byte[] bytes, int from, int to, ParsedEvent event) {
    int at = level(bytes, from, to, event);
    if (at < 0) {
      return false;
    }
    int hash = skipDigits(bytes, at, to);
    int colon = hash < to && bytes[hash] == '#' ? skipDigits(bytes, hash + 1, to) : to;
    if (hash == at || colon >= to || bytes[colon] != ':') {
      event.level = Level.UNKNOWN;
      return false;
    }
    event.format = LineFormat.NGINX_ERROR;
    event.pid = Ascii.number(bytes, at, hash);
    at = Ascii.skipBlanks(bytes, colon + 1, to);
    if (at < to && bytes[at] == '*') {
      at = Ascii.skipBlanks(bytes, skipDigits(bytes, at + 1, to), to);
    }
    event.messageFrom = at;
    return true;
  }

  /** {@code nginx: [emerg] message}; without a level it is the result of {@code nginx -t}. */
  static boolean undated(byte[] bytes, int from, int to, ParsedEvent event) {
    if (!Ascii.startsWith(bytes, from, to, UNDATED)) {
      return false;
    }
    int at = level(bytes, from + UNDATED.length, to, event);
    event.format = LineFormat.NGINX_ERROR;
    event.messageFrom = at < 0 ? from + UNDATED.length : at;
    return true;
  }

  /** Behind {@code "[level] "}, or -1. */
  private static int level(byte[] bytes, int from, int to, ParsedEvent event) {
    if (from >= to || bytes[from] != '[') {
      return -1;
    }
    int end = LevelWords.end(bytes, from + 1, to);
    Level level = LevelWords.of(bytes, from + 1, end);
    if (level == null || end >= to || bytes[end] != ']') {
      return -1;
    }
    event.level = level;
    return Ascii.skipBlanks(bytes, end + 1, to);
  }
}
