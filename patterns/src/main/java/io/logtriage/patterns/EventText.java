package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Bytes of events as bounded text that every JSON parser and Elasticsearch accept: malformed UTF-8
 * and NUL become U+FFFD, and what is left out is marked.
 */
final class EventText {
  private static final String MARK = "...";

  private EventText() {}

  /** The beginning, at most {@code limit} bytes of UTF-8. */
  static String head(byte[] bytes, int from, int to, int limit) {
    int read = Math.min(to, from + limit + MARK.length());
    return bound(decode(bytes, from, read), limit, read < to);
  }

  /** The end, about {@code limit} bytes: a traceback says most there. */
  static String tail(byte[] bytes, int from, int to, int limit) {
    if (to - from <= limit) {
      return bound(decode(bytes, from, to), limit, false);
    }
    int start = to - limit + MARK.length();
    while (start < to && bytes[start] != '\n') {
      start++;
    }
    return MARK + bound(decode(bytes, start, to), limit, false);
  }

  /** At most {@code limit} chars, never half a pair. */
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - MARK.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MARK;
  }

  private static String decode(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, UTF_8).replace('\0', '\uFFFD');
  }

  private static String bound(String text, int limit, boolean more) {
    int size = 0;
    int keep = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (size > limit) {
        return text.substring(0, keep) + MARK;
      }
      i += Character.charCount(point);
      if (size <= limit - MARK.length()) {
        keep = i;
      }
    }
    return more ? text.substring(0, keep) + MARK : text;
  }
}
