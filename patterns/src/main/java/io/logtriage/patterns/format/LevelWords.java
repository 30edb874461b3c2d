package io.logtriage.patterns.format;

import org.jspecify.annotations.Nullable;

/** The words that logging libraries print for levels. */
final class LevelWords {
  private static final byte[][] UPPER = {
    Ascii.of("INFO"),
    Ascii.of("DEBUG"),
    Ascii.of("WARNING"),
    Ascii.of("WARN"),
    Ascii.of("ERROR"),
    Ascii.of("ERR"),
    Ascii.of("CRITICAL"),
    Ascii.of("CRIT"),
    Ascii.of("FATAL"),
    Ascii.of("NOTICE"),
    Ascii.of("TRACE"),
    Ascii.of("ALERT"),
    Ascii.of("EMERG"),
  };
  private static final Level[] LEVELS = {
    Level.INFO,
    Level.DEBUG,
    Level.WARNING,
    Level.WARNING,
    Level.ERROR,
    Level.ERROR,
    Level.CRITICAL,
    Level.CRITICAL,
    Level.CRITICAL,
    Level.INFO,
    Level.DEBUG,
    Level.CRITICAL,
    Level.CRITICAL,
  };

  private LevelWords() {}

  /** Behind the letters that begin at {@code from}. */
  static int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && Ascii.isLetter(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The level that exactly these bytes name, all in one case, or null. */
  static @Nullable Level of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < 3 || length > 8) {
      return null;
    }
    int lower = bytes[from] & 0x20;
    for (int word = 0; word < UPPER.length; word++) {
      if (UPPER[word].length == length && equal(bytes, from, UPPER[word], lower)) {
        return LEVELS[word];
      }
    }
    return null;
  }

  /** The level that these bytes name in any case, or in one letter, or unknown. */
  static Level ofAny(byte[] bytes, int from, int to) {
    byte[] upper = new byte[Math.min(to - from, 8)];
    for (int i = 0; i < upper.length; i++) {
      upper[i] = Ascii.isLetter(bytes[from + i]) ? (byte) (bytes[from + i] & ~0x20) : 0;
    }
    if (to - from == 1) {
      return switch (upper[0]) {
        case 'F', 'C' -> Level.CRITICAL;
        case 'E' -> Level.ERROR;
        case 'W' -> Level.WARNING;
        case 'I' -> Level.INFO;
        case 'D' -> Level.DEBUG;
        default -> Level.UNKNOWN;
      };
    }
    Level level = to - from > 8 ? null : of(upper, 0, upper.length);
    return level == null ? Level.UNKNOWN : level;
  }

  private static boolean equal(byte[] bytes, int from, byte[] upper, int lower) {
    for (int i = 0; i < upper.length; i++) {
      if (bytes[from + i] != (upper[i] | lower)) {
        return false;
      }
    }
    return true;
  }
}
