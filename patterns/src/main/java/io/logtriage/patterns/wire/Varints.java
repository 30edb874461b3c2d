package io.logtriage.patterns.wire;

import java.util.Arrays;

/** Offsets as varints (seven bits a byte, low ones first): the first, then distances. */
final class Varints {

  private Varints() {}

  static byte[] encode(long[] offsets, int count) {
    byte[] bytes = new byte[10 + 3 * count];
    int size = 0;
    long previous = 0;
    for (int i = 0; i < count; i++) {
      if (bytes.length - size < 10) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      long rest = offsets[i] - previous;
      previous = offsets[i];
      while (rest > 0x7f) {
        bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }
    return Arrays.copyOf(bytes, size);
  }

  /**
   * Reads exactly {@code count} offsets, each greater than the one before.
   *
   * @throws MalformedException when the bytes are anything else
   */
  static long[] decode(byte[] bytes, int count) throws MalformedException {
    long[] offsets = new long[count];
    int at = 0;
    long offset = 0;
    for (int i = 0; i < count; i++) {
      long value = 0;
      int shift = 0;
      byte next;
      do {
        if (at == bytes.length) {
          throw new MalformedException(i + " positions for " + count + " lines");
        }
        next = bytes[at++];
        if (shift > 56) {
          throw new MalformedException("position " + i + " is too large");
        }
        value |= (long) (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0);
      offset += value;
      if (offset < 0 || (i > 0 && value == 0)) {
        throw new MalformedException("position " + i + " is not behind the one before");
      }
      offsets[i] = offset;
    }
    if (at != bytes.length) {
      throw new MalformedException("more positions than the record's " + count + " lines");
    }
    return offsets;
  }
}
