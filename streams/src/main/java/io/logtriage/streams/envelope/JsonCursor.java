package io.logtriage.streams.envelope;

/**
 * Steps through JSON bytes, forwards only: no tree, no recursion, nothing allocated. The first
 * thing that is no JSON ends everything: {@link #failed()}.
 */
final class JsonCursor {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int from;
  private int to;
  private boolean failed;

  /** Whether the next member is the first one, before which there is no comma. */
  private boolean first;

  JsonCursor(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean failed() {
    return failed;
  }

  /** Whether nothing but blanks is left. */
  boolean atEnd() {
    skipBlanks();
    return !failed && at == end;
  }

  /** First byte of the last key, string or scalar. */
  int from() {
    return from;
  }

  /** Behind its last byte. */
  int to() {
    return to;
  }

  /** Makes this range the last one taken. */
  void select(int newFrom, int newTo) {
    from = newFrom;
    to = newTo;
  }

  /** Whether the last key or string is this word. */
  boolean is(String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Enters the object that stands here; false when none does. */
  boolean enterObject() {
    return enter((byte) '{');
  }

  /** Enters the array that stands here; false when none does. */
  boolean enterArray() {
    return enter((byte) '[');
  }

  /** Goes to the next member of the object that was entered and takes its key; false at its end. */
  boolean nextKey() {
    if (!next((byte) '}') || !string()) {
      return false;
    }
    skipBlanks();
    if (at >= end || bytes[at] != ':') {
      return fail();
    }
    at++;
    return true;
  }

  /** Goes to the next element of the array that was entered; false at its end. */
  boolean nextElement() {
    return next((byte) ']');
  }

  /** Takes the string that stands here; false, and nothing happened, when it is none. */
  boolean takeString() {
    skipBlanks();
    return at < end && bytes[at] == '"' && string();
  }

  /** Takes a number, true, false or null. */
  boolean takeScalar() {
    skipBlanks();
    from = at;
    while (at < end && isScalar(bytes[at])) {
      at++;
    }
    to = at;
    return to > from || fail();
  }

  boolean isObject() {
    return isAt((byte) '{');
  }

  boolean isArray() {
    return isAt((byte) '[');
  }

  /** Where the value that comes next begins, for {@link #back}. */
  int mark() {
    return at;
  }

  /** Goes back to a value in order to read it once more. */
  void back(int mark) {
    at = mark;
  }

  /** Passes over whatever value stands here, however deep. */
  void skip() {
    int depth = 0;
    do {
      skipBlanks();
      if (at >= end) {
        fail();
      } else if (bytes[at] == '"') {
        string();
      } else if (bytes[at] == '{' || bytes[at] == '[') {
        depth++;
        at++;
      } else if (bytes[at] == '}' || bytes[at] == ']') {
        depth--;
        at++;
      } else if (depth > 0 && (bytes[at] == ',' || bytes[at] == ':')) {
        at++;
      } else {
        takeScalar();
      }
    } while (depth > 0 && !failed);
  }

  private boolean isAt(byte bracket) {
    skipBlanks();
    return !failed && at < end && bytes[at] == bracket;
  }

  private boolean enter(byte bracket) {
    if (!isAt(bracket)) {
      return false;
    }
    at++;
    first = true;
    return true;
  }

  private boolean next(byte bracket) {
    skipBlanks();
    if (failed || at >= end) {
      return fail();
    }
    if (bytes[at] == bracket) {
      at++;
      first = false;
      return false;
    }
    if (!first) {
      if (bytes[at] != ',') {
        return fail();
      }
      at++;
      skipBlanks();
    }
    first = false;
    return true;
  }

  private boolean string() {
    if (at >= end || bytes[at] != '"') {
      return fail();
    }
    from = ++at;
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    if (at >= end) {
      return fail();
    }
    to = at++;
    return true;
  }

  private void skipBlanks() {
    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
  }

  private static boolean isScalar(byte value) {
    return (value >= '0' && value <= '9')
        || (value >= 'a' && value <= 'z')
        || value == '-'
        || value == '+'
        || value == '.'
        || value == 'E';
  }

  private boolean fail() {
    failed = true;
    return false;
  }
}
