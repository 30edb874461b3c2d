package io.logtriage.patterns.format;

/** Copies a line without its ANSI escape sequences; only lines that have some are copied. */
final class Colours {
  private static final byte ESCAPE = 0x1b;

  private byte[] bytes = new byte[0];
  private int length;

  /** Whether there was any. */
  boolean strip(byte[] line, int from, int to) {
    int escape = Ascii.indexOf(line, from, to, (char) ESCAPE);
    if (escape < 0) {
      return false;
    }
    byte[] copy = bytes.length < to - from ? new byte[to - from] : bytes;
    int size = 0;
    int at = from;
    while (at < to) {
      if (line[at] == ESCAPE) {
        at = behind(line, at + 1, to);
      } else {
        copy[size++] = line[at++];
      }
    }
    bytes = copy;
    length = size;
    return true;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Behind {@code [1;31m}: parameters, then one letter. */
  private static int behind(byte[] line, int from, int to) {
    if (from >= to || line[from] != '[') {
      return from;
    }
    int at = from + 1;
    while (at < to && (Ascii.isDigit(line[at]) || line[at] == ';' || line[at] == '?')) {
      at++;
    }
    return at < to && Ascii.isLetter(line[at]) ? at + 1 : at;
  }
}
