package io.logtriage.patterns.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.format.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The exception that a traceback ends with: the last one of its chain.
 *
 * @param type its class as printed, with its module unless built in
 * @param message what is behind the colon, first line only; empty when there is none
 */
public record Raised(String type, String message) {
  private static final int MAX_MESSAGE = 1024;
  private static final byte[] FILE = Ascii.of("File \"");

  /** The last exception in the text of an event, null when none can be made out. */
  public static @Nullable Raised last(byte[] bytes, int from, int to) {
    Raised found = null;
    boolean frames = false;
    boolean code = false;
    int lineFrom = from;
    while (lineFrom < to) {
      int newline = Ascii.indexOf(bytes, lineFrom, to, '\n');
      int lineTo = newline < 0 ? to : newline;
      int text = Part.skipRule(bytes, lineFrom, lineTo);
      // Frames are indented behind the rule of an exception group; pasted logs lost all indents.
      boolean indented = text < lineTo && text - lineFrom >= 2 && bytes[text - 2] != '|';
      if (isAnnouncement(bytes, lineFrom, lineTo)) {
        frames = true;
        code = false;
      } else if (Ascii.startsWith(bytes, text, lineTo, FILE)) {
        frames = true;
        code = !indented;
      } else if (frames && !indented && text < lineTo) {
        Raised raised = of(bytes, text, lineTo);
        if (raised != null) {
          found = raised;
          frames = false;
        } else if (!code) {
          frames = false;
        }
        code = false;
      }
      lineFrom = lineTo + 1;
    }
    return found;
  }

  /** Whether a line alone reads as the end of a traceback: {@code some.ErrorName: message}. */
  static boolean isException(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && (Ascii.isWord(bytes[end]) || bytes[end] == '.')) {
      end++;
    }
    return end > from
        && end < to
        && bytes[end] == ':'
        && (Ascii.indexOf(bytes, from, end, ERROR) > from
            || Ascii.indexOf(bytes, from, end, EXCEPTION) > from);
  }

  private static final byte[] ERROR = Ascii.of("Error");
  private static final byte[] EXCEPTION = Ascii.of("Exception");

  private static boolean isAnnouncement(byte[] bytes, int from, int to) {
    return Part.isTraceback(bytes, from, to)
        || (PendingEvent.endsWithColon(bytes, to) && Ascii.indexOf(bytes, from, to, CALLS) >= 0);
  }

  private static final byte[] CALLS = Ascii.of("Traceback (most recent call last)");

  private static @Nullable Raised of(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && (Ascii.isWord(bytes[end]) || bytes[end] == '.')) {
      end++;
    }
    if (end == from || Ascii.isDigit(bytes[from]) || (end < to && bytes[end] != ':')) {
      return null;
    }
    int message = Ascii.skipBlanks(bytes, Math.min(end + 1, to), to);
    int size = Math.min(to - message, MAX_MESSAGE);
    return new Raised(
        new String(bytes, from, end - from, UTF_8), new String(bytes, message, size, UTF_8));
  }
}
