package io.logtriage.patterns.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.format.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The exception that a traceback ends with: the last one of its chain.
 *
 * @param type its class as printed, with its module unless built in
 * @param message what is behind the colon, first line only; empty when there is none
 * @param frame the innermost place in the application's own code, as {@code shop/cart.py:add}; null
 *     when the traceback shows none
 */
public record Raised(String type, String message, @Nullable String frame) {
  private static final int MAX_MESSAGE = 1024;

  /** Python 3.13 shows all lines of a call that takes several. */
  private static final int MAX_CODE = 8;

  private static final byte[] REPEATED = Ascii.of("[Previous line repeated ");

  /** The last exception in the text of an event, null when none can be made out. */
  public static @Nullable Raised last(byte[] bytes, int from, int to) {
    return new Reading(bytes, to).from(from);
  }

  /** Goes through the lines of an event, from one traceback of a chain to the next. */
  private static final class Reading {
    private final byte[] bytes;
    private final int to;
    private @Nullable Raised found;
    private @Nullable String place;
    private boolean frames;

    /** How many lines of code may still follow a frame whose indent is lost. */
    private int code;

    Reading(byte[] bytes, int to) {
      this.bytes = bytes;
      this.to = to;
    }

    @Nullable Raised from(int from) {
      int lineFrom = from;
      while (lineFrom < to) {
        int newline = Ascii.indexOf(bytes, lineFrom, to, '\n');
        int lineTo = newline < 0 ? to : newline;
        line(lineFrom, lineTo);
        lineFrom = lineTo + 1;
      }
      return found;
    }

    private void line(int lineFrom, int lineTo) {
      int text = Part.skipRule(bytes, lineFrom, lineTo);
      // Frames are indented behind the rule of an exception group; pasted logs lost all indents.
      boolean indented = text < lineTo && text - lineFrom >= 2 && bytes[text - 2] != '|';
      if (isAnnouncement(bytes, lineFrom, lineTo)) {
        frames = true;
        code = 0;
        place = null;
      } else if (Frame.isFrame(bytes, text, lineTo)) {
        frame(text, lineTo, indented);
      } else if (frames && !indented && text < lineTo && !isMark(text, lineTo)) {
        raised(text, lineTo);
      }
    }

    private void frame(int text, int lineTo, boolean indented) {
      if (!frames) {
        place = null;
      }
      frames = true;
      code = indented ? 0 : MAX_CODE;
      String here = Frame.place(bytes, text, lineTo);
      place = here == null ? place : here;
    }

    private void raised(int text, int lineTo) {
      Raised raised = of(bytes, text, lineTo, place);
      if (raised != null && (code == 0 || raised.looksLikeClass())) {
        found = raised;
        frames = false;
        code = 0;
      } else {
        frames = code > 0;
        code = Math.max(0, code - 1);
      }
    }

    /** The carets of Python 3.11 under the code, and what stands for repeated frames. */
    private boolean isMark(int text, int lineTo) {
      if (Ascii.startsWith(bytes, text, lineTo, REPEATED)) {
        return true;
      }
      int at = text;
      while (at < lineTo && (bytes[at] == '^' || bytes[at] == '~' || bytes[at] == ' ')) {
        at++;
      }
      return at == lineTo;
    }
  }

  /** A line of code may read like an exception's name alone: {@code return}, {@code else:}. */
  private boolean looksLikeClass() {
    int name = type.lastIndexOf('.') + 1;
    return name > 0 || Character.isUpperCase(type.charAt(0));
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

  private static @Nullable Raised of(byte[] bytes, int from, int to, @Nullable String frame) {
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
        new String(bytes, from, end - from, UTF_8), new String(bytes, message, size, UTF_8), frame);
  }
}
