package io.logtriage.patterns.format;

import java.nio.charset.StandardCharsets;

/** Looking at bytes as ASCII without making strings of them. */
public final class Ascii {
  private Ascii() {}

  public static byte[] of(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  public static boolean isUpper(byte value) {
    return value >= 'A' && value <= 'Z';
  }

  public static boolean isLetter(byte value) {
    return isUpper((byte) (value & ~0x20));
  }

  /** Letters, digits and underscore, as in a Python name. */
  public static boolean isWord(byte value) {
    return isLetter(value) || isDigit(value) || value == '_';
  }

  public static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }

  public static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    if (to - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** First index of {@code wanted}, an ASCII character, or -1. */
  public static int indexOf(byte[] bytes, int from, int to, char wanted) {
    int at = EightBytes.find(bytes, from, to, (byte) wanted);
    return at < to ? at : -1;
  }

  /** First index of {@code wanted}, or -1; quadratic only in the length of {@code wanted}. */
  public static int indexOf(byte[] bytes, int from, int to, byte[] wanted) {
    int end = to - wanted.length + 1;
    int at = EightBytes.find(bytes, from, end, wanted[0]);
    while (at < end) {
      if (startsWith(bytes, at, to, wanted)) {
        return at;
      }
      at = EightBytes.find(bytes, at + 1, end, wanted[0]);
    }
    return -1;
  }

  public static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Behind the digits that begin at {@code from}; {@code from} itself when there is none. */
  public static int skipDigits(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The number of these digits, or -1 when there is none or more than 15. */
  public static long number(byte[] bytes, int from, int to) {
    if (from >= to || to - from > 15) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(bytes[i])) {
        return -1;
      }
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }
}
