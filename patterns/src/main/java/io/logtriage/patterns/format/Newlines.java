package io.logtriage.patterns.format;

/** Finds the ends of lines. */
public final class Newlines {
  private Newlines() {}

  /** Index of the first newline, {@code to} when there is none. */
  public static int find(byte[] bytes, int from, int to) {
    return EightBytes.find(bytes, from, to, (byte) '\n');
  }
}
