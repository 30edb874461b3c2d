package io.logtriage.patterns.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes eight at a time. Eight bytes are one number; where it has the wanted byte, xor gives
 * a zero, and subtracting one from each byte turns the highest bit of a zero on. Bytes above the
 * first zero may seem to be zero, too, so only the lowest mark counts.
 */
final class EightBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private EightBytes() {}

  /** Index of the first {@code wanted}, {@code to} (or {@code from} behind it) without one. */
  static int find(byte[] bytes, int from, int to, byte wanted) {
    long pattern = (wanted & 0xff) * ONES;
    int at = from;
    for (; at <= to - 8; at += 8) {
      long marks = zeros((long) LONGS.get(bytes, at) ^ pattern);
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** As {@link #find} of whichever comes first. */
  static int findEither(byte[] bytes, int from, int to, byte one, byte other) {
    long pattern = (one & 0xff) * ONES;
    long otherPattern = (other & 0xff) * ONES;
    int at = from;
    for (; at <= to - 8; at += 8) {
      long word = (long) LONGS.get(bytes, at);
      long marks = zeros(word ^ pattern) | zeros(word ^ otherPattern);
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (at < to && bytes[at] != one && bytes[at] != other) {
      at++;
    }
    return at;
  }

  /**
   * Index of the quote that ends a quoted text whose first byte stands at {@code from}, {@code to}
   * when none does: what stands behind a backslash ends nothing.
   */
  static int closingQuote(byte[] bytes, int from, int to) {
    int at = findEither(bytes, from, to, (byte) '"', (byte) '\\');
    while (at < to && bytes[at] == '\\') {
      at += 2;
      // Escapes often follow each other.
      if (at < to && bytes[at] != '\\') {
        at = findEither(bytes, at, to, (byte) '"', (byte) '\\');
      }
    }
    return Math.min(at, to);
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGH;
  }
}
