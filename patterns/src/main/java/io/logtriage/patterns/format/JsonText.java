package io.logtriage.patterns.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text out of JSON strings, written one behind the other; reused, so that it rarely allocates. */
public final class JsonText {
  private final int longest;
  private byte[] out = new byte[256];
  private int length;

  /**
   * @param longest bytes of one value; what is behind them is left out
   */
  public JsonText(int longest) {
    this.longest = longest;
  }

  /** Begins anew. */
  public void clear() {
    length = 0;
  }

  /** Holds the text; good until the next call that writes. */
  public byte[] bytes() {
    return out;
  }

  public int length() {
    return length;
  }

  /** A JSON string's inside, with its escapes resolved. */
  public void unescape(byte[] source, int from, int to) {
    int end = Math.min(to, from + longest);
    int at = from;
    while (at < end) {
      int plain = at;
      while (plain < end && source[plain] != '\\') {
        plain++;
      }
      append(source, at, plain);
      at = plain + 1 < end ? escape(source, plain + 1, end) : end;
    }
  }

  /** The bytes that an array of numbers lists, {@code [91,50,48]}. */
  void numbers(byte[] source, int from, int to) {
    int left = longest;
    int at = from;
    while (at < to && left > 0) {
      if (!Ascii.isDigit(source[at])) {
        at++;
        continue;
      }
      int behind = Ascii.skipDigits(source, at, to);
      append((char) (Ascii.number(source, at, behind) & 0xff));
      left--;
      at = behind;
    }
  }

  /** Bytes as they stand. */
  public void append(byte[] source, int from, int to) {
    int size = Math.max(0, Math.min(to - from, longest));
    if (out.length - length < size) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + size));
    }
    System.arraycopy(source, from, out, length, size);
    length += size;
  }

  public void append(byte[] text) {
    append(text, 0, text.length);
  }

  public void append(char ascii) {
    if (length == out.length) {
      out = Arrays.copyOf(out, 2 * length);
    }
    out[length++] = (byte) ascii;
  }

  /** Leaves out the ends of lines at the end. */
  public void trimEnd() {
    while (length > 0 && (out[length - 1] == '\n' || out[length - 1] == '\r')) {
      length--;
    }
  }

  /** Behind the escape whose letter stands at {@code at}. */
  private int escape(byte[] source, int at, int to) {
    switch (source[at]) {
      case 'n' -> append('\n');
      case 't' -> append('\t');
      case 'r', 'b', 'f' -> append(' ');
      case 'u' -> {
        return unicode(source, at + 1, to);
      }
      default -> append((char) source[at]);
    }
    return at + 1;
  }

  /** {@code u001b}; half characters become a question mark. */
  private int unicode(byte[] source, int at, int to) {
    int code = hex(source, at, to);
    if (code < 0) {
      return at;
    }
    int end = at + 4;
    if (Character.isHighSurrogate((char) code)
        && end + 1 < to
        && source[end] == '\\'
        && source[end + 1] == 'u') {
      int low = hex(source, end + 2, to);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        code = Character.toCodePoint((char) code, (char) low);
        end += 6;
      }
    }
    if (code < 0x80) {
      append((char) code);
    } else {
      append(Character.toString(code).getBytes(StandardCharsets.UTF_8));
    }
    return end;
  }

  private static int hex(byte[] source, int at, int to) {
    if (to - at < 4) {
      return -1;
    }
    int code = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(source[i], 16);
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }
}
