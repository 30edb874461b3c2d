package io.logtriage.patterns.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.format.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a Python traceback as a place in the application's code: {@code shop/cart.py:add}.
 * Without the line's number, which moves with every release, and with no more of the path than its
 * last folder, which a deployment does not change.
 */
final class Frame {
  private static final byte[] FILE = Ascii.of("File \"");
  private static final byte[] LINE = Ascii.of("\", line ");
  private static final byte[] IN = Ascii.of("in ");
  private static final int MAX_PATH = 1_024;
  private static final int MAX_PART = 100;

  private Frame() {}

  /** Whether a frame begins here. */
  static boolean isFrame(byte[] bytes, int text, int to) {
    return Ascii.startsWith(bytes, text, to, FILE);
  }

  /**
   * The place; null when it is in a library, or in what Python made up ({@code <frozen ...>}, the
   * comprehensions that Python 3.12 shows no more).
   *
   * @param text where {@code File "} begins
   */
  static @Nullable String place(byte[] bytes, int text, int to) {
    int from = text + FILE.length;
    int end = Ascii.indexOf(bytes, from, Math.min(to, from + MAX_PATH), LINE);
    if (end <= from || bytes[from] == '<') {
      return null;
    }
    String path = new String(bytes, from, end - from, UTF_8).replace('\\', '/');
    if (isLibrary(path)) {
      return null;
    }
    String function = function(bytes, end + LINE.length, to);
    return switch (function) {
      case "" -> file(path);
      case "<listcomp>", "<dictcomp>", "<setcomp>" -> null;
      default -> file(path) + ":" + function;
    };
  }

  private static boolean isLibrary(String path) {
    return path.contains("/site-packages/")
        || path.contains("/dist-packages/")
        || path.contains("/lib/python")
        || path.contains("/lib64/python")
        || path.contains("/Lib/");
  }

  /** {@code 8, in add}; {@code 8 in add} in what faulthandler prints. */
  private static String function(byte[] bytes, int from, int to) {
    int at = Ascii.skipDigits(bytes, from, to);
    if (at < to && bytes[at] == ',') {
      at++;
    }
    at = Ascii.skipBlanks(bytes, at, to);
    if (!Ascii.startsWith(bytes, at, to, IN)) {
      return "";
    }
    int end = to;
    while (end > at && (bytes[end - 1] == '\r' || Ascii.isBlank(bytes[end - 1]))) {
      end--;
    }
    int name = at + IN.length;
    return new String(bytes, name, Math.max(0, Math.min(end - name, MAX_PART)), UTF_8);
  }

  /** The file and the folder that it is in. */
  private static String file(String path) {
    int name = path.lastIndexOf('/');
    int folder = name <= 0 ? -1 : path.lastIndexOf('/', name - 1);
    String file = path.substring(folder + 1);
    return file.length() > 2 * MAX_PART ? file.substring(file.length() - 2 * MAX_PART) : file;
  }
}
