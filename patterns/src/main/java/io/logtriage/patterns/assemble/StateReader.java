package io.logtriage.patterns.assemble;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Reads what {@link StateWriter} wrote; bytes that end too early are an error. */
public final class StateReader {
  private final byte[] bytes;
  private int at;

  public StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public boolean bool() {
    return number() != 0;
  }

  public long number() {
    long rest = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte next = bytes[at++];
      rest |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return (rest >>> 1) ^ -(rest & 1);
  }

  /** A number from 0 to {@code greatest}: a count or an ordinal. */
  public int index(int greatest) {
    long value = number();
    if (value < 0 || value > greatest) {
      throw new IllegalArgumentException(
          "state at byte " + at + ": found " + value + ", expected 0 to " + greatest);
    }
    return (int) value;
  }

  public long fixed() {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return value;
  }

  public byte[] range(int longest) {
    int length = index(longest);
    need(length);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  public <E extends Enum<E>> E constant(Class<E> type) {
    return Enum.valueOf(type, new String(range(64), US_ASCII));
  }

  private void need(int more) {
    if (bytes.length - at < more) {
      throw new IllegalArgumentException(
          "state ends at byte " + bytes.length + ", expected " + more + " more from " + at);
    }
  }
}
