package io.logtriage.patterns.assemble;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Writes the state of a source as compact bytes; {@link StateReader} reads it. */
public final class StateWriter {
  private byte[] bytes = new byte[128];
  private int size;

  public void bool(boolean value) {
    number(value ? 1 : 0);
  }

  /** A number whose small absolute values take few bytes. */
  public void number(long value) {
    room(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  public void fixed(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  public void range(byte[] source, int length) {
    number(length);
    room(length);
    System.arraycopy(source, 0, bytes, size, length);
    size += length;
  }

  public void constant(Enum<?> value) {
    byte[] name = value.name().getBytes(US_ASCII);
    range(name, name.length);
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
