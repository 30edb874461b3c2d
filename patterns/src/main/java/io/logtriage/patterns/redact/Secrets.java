package io.logtriage.patterns.redact;

import static io.logtriage.patterns.format.Ascii.isBlank;
import static io.logtriage.patterns.format.Ascii.isDigit;
import static io.logtriage.patterns.format.Ascii.isLetter;
import static io.logtriage.patterns.format.Ascii.isUpper;
import static io.logtriage.patterns.format.Ascii.isWord;

import io.logtriage.patterns.format.Ascii;

/**
 * Where the secret stands that a trigger announced: a range as one long, so that looking costs no
 * object. Every method looks at a part of the line that is not looked at again for the same reason,
 * so the whole stays linear.
 */
final class Secrets {
  static final long NONE = -1;
  private static final int MAX_SUFFIX = 32;
  private static final int MIN_USER_TOKEN = 20;
  private static final int MIN_KEY_LINE = 60;
  private static final int LONGEST_PATH = 200;
  private static final byte[] END = Ascii.of("-----END");
  private static final byte[] ESCAPED_QUOTE = Ascii.of("\\\"");

  private Secrets() {}

  static int from(long range) {
    return (int) (range >>> 32);
  }

  static int to(long range) {
    return (int) range;
  }

  /** The secret announced by a trigger whose word is at {@code word} to {@code end}. */
  static long find(Trigger trigger, byte[] bytes, int first, int end, int to) {
    return switch (trigger) {
      case URL -> url(bytes, end, to);
      case KEY -> isFile(bytes, first, end, to) ? NONE : key(bytes, end, to);
      case HEADER -> header(bytes, end, to);
      case BEARER -> bearer(bytes, end, to);
      case WEB_TOKEN -> webToken(bytes, first, end - 3, to);
      case AWS_KEY -> awsKey(bytes, first, end - 4, to);
      case PRIVATE_KEY -> privateKey(bytes, end, to);
    };
  }

  /** A whole line of base64 as in the body of a private key, which no trigger announces. */
  static boolean isKeyLine(byte[] bytes, int from, int to) {
    if (to - from < MIN_KEY_LINE) {
      return false;
    }
    boolean digit = false;
    boolean upper = false;
    boolean lower = false;
    for (int i = from; i < to; i++) {
      byte value = bytes[i];
      if (isDigit(value)) {
        digit = true;
      } else if (isUpper(value)) {
        upper = true;
      } else if (isLetter(value)) {
        lower = true;
      } else if (value != '+' && value != '/' && value != '=') {
        return false;
      }
    }
    return digit && upper && lower;
  }

  private static long url(byte[] bytes, int from, int to) {
    int colon = -1;
    int at = -1;
    for (int i = from; i < to && !isUrlEnd(bytes[i]); i++) {
      if (bytes[i] == '@') {
        at = i;
      } else if (bytes[i] == ':' && colon < 0) {
        colon = i;
      }
    }
    if (at < 0) {
      return NONE;
    }
    if (colon >= 0 && colon < at) {
      return range(colon + 1, at);
    }
    return at - from >= MIN_USER_TOKEN ? range(from, at) : NONE;
  }

  private static boolean isUrlEnd(byte value) {
    return (value <= ' ' && value >= 0)
        || value == '/'
        || value == '?'
        || value == '#'
        || value == '"'
        || value == '\''
        || value == '<'
        || value == '>';
  }

  /** {@code /etc/passwd: Permission denied}: a file's name, and what is wrong with it. */
  private static boolean isFile(byte[] bytes, int first, int end, int to) {
    if (end + 1 >= to || bytes[end] != ':' || !isBlank(bytes[end + 1])) {
      return false;
    }
    int start = end;
    int limit = Math.max(first, end - LONGEST_PATH);
    while (start > limit && isOfPath(bytes[start - 1])) {
      start--;
    }
    return bytes[start] == '/';
  }

  private static boolean isOfPath(byte value) {
    return isWord(value) || value == '/' || value == '.' || value == '-';
  }

  private static long key(byte[] bytes, int from, int to) {
    int at = from;
    if (at < to && (bytes[at] == '_' || bytes[at] == '-')) {
      int limit = Math.min(to, at + MAX_SUFFIX);
      while (at < limit && (isWord(bytes[at]) || bytes[at] == '-')) {
        at++;
      }
    }
    int value = value(bytes, at, to);
    if (value < 0 || (value < to && bytes[value] == '=')) {
      return NONE;
    }
    int quoted = quoted(bytes, value, to);
    if (quoted > value) {
      return range(quoted, closing(bytes, value, quoted, to));
    }
    int end = valueEnd(bytes, value, to);
    if (isScheme(bytes, value, end) && end < to && bytes[end] == ' ') {
      end = valueEnd(bytes, end + 1, to);
    }
    return range(value, end);
  }

  private static long header(byte[] bytes, int from, int to) {
    int at = from < to && (bytes[from] == 's' || bytes[from] == 'S') ? from + 1 : from;
    int value = value(bytes, at, to);
    if (value < 0) {
      return NONE;
    }
    int quoted = quoted(bytes, value, to);
    if (quoted > value) {
      return range(quoted, closing(bytes, value, quoted, to));
    }
    int end = value;
    while (end < to && bytes[end] != '"' && bytes[end] != '\'' && bytes[end] != '\n') {
      end++;
    }
    return bytes[from - 1] == 'n' || bytes[from - 1] == 'N'
        ? Authorization.credentials(bytes, value, end)
        : range(value, end);
  }

  /** Where the value begins, its quote included, behind quote, blanks and = or :, or -1. */
  private static int value(byte[] bytes, int from, int to) {
    int at = quoted(bytes, from, to);
    at = Math.min(Ascii.skipBlanks(bytes, at, Math.min(to, at + 4)), to);
    if (at >= to || (bytes[at] != '=' && bytes[at] != ':')) {
      return -1;
    }
    at = at + 1 < to && bytes[at] == '=' && bytes[at + 1] == '>' ? at + 2 : at + 1;
    return Ascii.skipBlanks(bytes, at, to);
  }

  /** Behind a quote, also an escaped one, at {@code from}; {@code from} when there is none. */
  private static int quoted(byte[] bytes, int from, int to) {
    if (from < to && (bytes[from] == '"' || bytes[from] == '\'')) {
      return from + 1;
    }
    return Ascii.startsWith(bytes, from, to, ESCAPED_QUOTE) ? from + 2 : from;
  }

  /** Where the quote that was opened at {@code open} closes, or the end. */
  private static int closing(byte[] bytes, int open, int from, int to) {
    boolean escaped = bytes[open] == '\\';
    int at = from;
    while (at < to && bytes[at] != '\n') {
      if (bytes[at] == '\\') {
        if (escaped && at + 1 < to && bytes[at + 1] == '"') {
          return at;
        }
        at += escaped ? 1 : 2;
      } else if (!escaped && bytes[at] == bytes[open]) {
        return at;
      } else {
        at++;
      }
    }
    return Math.min(at, to);
  }

  private static int valueEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !isValueEnd(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isValueEnd(byte value) {
    return switch (value) {
      case ' ', '\t', '\n', '\r', '&', ';', ',', ')', ']', '}', '"', '\'', '<', '>', '|', '\\' ->
          true;
      default -> false;
    };
  }

  private static boolean isScheme(byte[] bytes, int from, int to) {
    return switch (to - from) {
      case 5 -> (bytes[from] | 0x20) == 'b' && (bytes[to - 1] | 0x20) == 'c';
      case 6 -> (bytes[from] | 0x20) == 'b' && (bytes[to - 1] | 0x20) == 'r';
      default -> false;
    };
  }

  private static long bearer(byte[] bytes, int from, int to) {
    int word = Ascii.skipBlanks(bytes, from, to);
    int end = word;
    boolean digit = false;
    while (end < to && isTokenByte(bytes[end])) {
      digit |= isDigit(bytes[end]);
      end++;
    }
    int length = end - word;
    return word > from && (length >= MIN_USER_TOKEN || (digit && length >= 8))
        ? range(word, end)
        : NONE;
  }

  static boolean isTokenByte(byte value) {
    return isWord(value)
        || value == '-'
        || value == '.'
        || value == '~'
        || value == '+'
        || value == '/'
        || value == '=';
  }

  private static long webToken(byte[] bytes, int first, int from, int to) {
    if ((from > first && isBase64Url(bytes[from - 1]))
        || bytes[from] != 'e'
        || bytes[from + 1] != 'y'
        || bytes[from + 2] != 'J') {
      return NONE;
    }
    int dot = base64Url(bytes, from, to);
    if (dot - from < 10 || dot >= to || bytes[dot] != '.') {
      return NONE;
    }
    int end = base64Url(bytes, dot + 1, to);
    if (end == dot + 1) {
      return NONE;
    }
    return range(from, end < to && bytes[end] == '.' ? base64Url(bytes, end + 1, to) : end);
  }

  private static int base64Url(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBase64Url(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBase64Url(byte value) {
    return isWord(value) || value == '-';
  }

  private static long awsKey(byte[] bytes, int first, int from, int to) {
    int end = from + 20;
    if (end > to || (from > first && isWord(bytes[from - 1])) || (end < to && isWord(bytes[end]))) {
      return NONE;
    }
    for (int i = from; i < end; i++) {
      if (!isUpper(bytes[i]) && !isDigit(bytes[i])) {
        return NONE;
      }
    }
    return range(from, end);
  }

  private static long privateKey(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != '\n' && !Ascii.startsWith(bytes, end, to, END)) {
      end++;
    }
    while (end > from && isBlank(bytes[end - 1])) {
      end--;
    }
    return range(from, end);
  }

  static long range(int from, int to) {
    return from < to ? ((long) from << 32) | to : NONE;
  }
}
