package io.logtriage.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote; never reads or allocates beyond the given bytes. */
final class ByteReader {
  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException when the bytes end early, as do the other readers
   */
  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == bytes.length) {
        throw new IllegalArgumentException("the " + bytes.length + " bytes end inside a number");
      }
      byte next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IllegalArgumentException("number without end before byte " + position);
  }

  /** A count of things that take at least one byte each. */
  int count() {
    long count = number();
    if (count < 0 || count > bytes.length - position) {
      throw new IllegalArgumentException(
          "count " + count + " at byte " + position + " of " + bytes.length);
    }
    return (int) count;
  }

  String text() {
    int length = count();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  byte[] bytes() {
    int length = count();
    byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return copy;
  }
}
