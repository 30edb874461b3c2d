package io.logtriage.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Appends numbers, texts and bytes compactly; {@link ByteReader} reads them in the same order. */
final class ByteWriter {
  private byte[] bytes;
  private int size;

  ByteWriter(int expectedSize) {
    this.bytes = new byte[expectedSize];
  }

  /** A zigzag varint: small magnitudes of either sign take few bytes. */
  ByteWriter number(long value) {
    ensure(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  ByteWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  ByteWriter bytes(byte[] value) {
    number(value.length);
    return raw(value);
  }

  /** Bytes without their length. */
  ByteWriter raw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
