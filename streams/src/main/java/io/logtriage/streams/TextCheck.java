package io.logtriage.streams;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells text from binary garbage, and counts its lines, eight bytes at a time. */
final class TextCheck {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long BLANKS = 0x2020202020202020L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int SHORT = 64;

  private int newlines;
  private int controls;
  private int length;

  /** Looks at all bytes; the answers are valid until the next call. */
  void read(byte[] bytes) {
    newlines = 0;
    controls = 0;
    length = bytes.length;
    int i = 0;
    for (; i + 8 <= bytes.length; i += 8) {
      if (hasControl((long) LONGS.get(bytes, i))) {
        for (int j = i; j < i + 8; j++) {
          see(bytes[j]);
        }
      }
    }
    for (; i < bytes.length; i++) {
      see(bytes[i]);
    }
  }

  int newlines() {
    return newlines;
  }

  int controls() {
    return controls;
  }

  /** Whether people may have written that: few control characters, where it is long very few. */
  boolean isText() {
    return controls * 10L <= length * 3L && (length < SHORT || controls * 20L <= length);
  }

  /** Whether any of eight bytes is below a blank. */
  private static boolean hasControl(long word) {
    return ((word - BLANKS) & ~word & HIGH_BITS) != 0;
  }

  private void see(byte value) {
    if (value >= 0 && value < 0x20) {
      if (value == '\n') {
        newlines++;
      } else if (value != '\t' && value != '\r' && value != 0x1b) {
        controls++;
      }
    }
  }
}
