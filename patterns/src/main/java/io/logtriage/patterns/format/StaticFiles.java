package io.logtriage.patterns.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.stream.Stream;

/** Tells requests for files from those that the application answers. */
public final class StaticFiles {
  private static final byte[] FOLDER = Ascii.of("/static/");
  private static final int LONGEST = 5;

  private static final byte[][] ENDINGS =
      Stream.of(
              "css js mjs map png jpg jpeg gif svg ico webp avif woff woff2 ttf otf eot mp4 webm"
                  .split(" "))
          .map(ending -> ending.getBytes(US_ASCII))
          .toArray(byte[][]::new);

  private StaticFiles() {}

  /**
   * Whether an access line's request is for a file that the web server has itself: told by the
   * folder or the ending of its path.
   */
  public static boolean asks(ParsedEvent event) {
    byte[] bytes = event.bytes;
    int from = event.targetFrom;
    if (from < 0) {
      return false;
    }
    if (Ascii.startsWith(bytes, from, event.targetTo, FOLDER)) {
      return true;
    }
    int query = Ascii.indexOf(bytes, from, event.targetTo, '?');
    int to = query < 0 ? event.targetTo : query;
    for (int dot = to - 1; dot >= from && dot >= to - 1 - LONGEST; dot--) {
      if (bytes[dot] == '.') {
        return isEnding(bytes, dot + 1, to);
      }
    }
    return false;
  }

  private static boolean isEnding(byte[] bytes, int from, int to) {
    for (byte[] ending : ENDINGS) {
      if (to - from == ending.length && Ascii.startsWith(bytes, from, to, ending)) {
        return true;
      }
    }
    return false;
  }
}
