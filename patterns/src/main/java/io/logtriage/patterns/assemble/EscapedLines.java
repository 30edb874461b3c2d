package io.logtriage.patterns.assemble;

import io.logtriage.patterns.format.Ascii;
import io.logtriage.patterns.format.ParsedEvent;

/**
 * A traceback that a syslog daemon made one line of: rsyslog writes control characters as {@code #}
 * and three octal digits ({@code $EscapeControlCharactersOnReceive}, on by default).
 */
final class EscapedLines {
  private static final byte[] NEWLINE = Ascii.of("#012");
  private static final byte[] TAB = Ascii.of("#011");
  private static final byte[] RETURN = Ascii.of("#015");

  private EscapedLines() {}

  /** Gives the event its lines back; false when it holds no escaped line end. */
  static boolean restore(ParsedEvent event) {
    int first = Ascii.indexOf(event.bytes, event.messageFrom, event.to, NEWLINE);
    if (first < 0) {
      return false;
    }
    byte[] text = new byte[event.to - event.from];
    int size = first - event.from;
    System.arraycopy(event.bytes, event.from, text, 0, size);
    int at = first;
    while (at < event.to) {
      int plain = plain(event.bytes, at, event.to);
      text[size++] = plain < 0 ? event.bytes[at] : (byte) plain;
      at += plain < 0 ? 1 : NEWLINE.length;
    }
    event.messageFrom -= event.from;
    event.firstLineEnd = first - event.from;
    event.bytes = text;
    event.from = 0;
    event.to = size;
    return true;
  }

  /** The character that is escaped here, -1 when none is. */
  private static int plain(byte[] bytes, int at, int to) {
    if (bytes[at] != '#') {
      return -1;
    }
    if (Ascii.startsWith(bytes, at, to, NEWLINE)) {
      return '\n';
    }
    if (Ascii.startsWith(bytes, at, to, TAB)) {
      return '\t';
    }
    return Ascii.startsWith(bytes, at, to, RETURN) ? '\r' : -1;
  }
}
