package io.logtriage.app;

/** Text from logs made fit for a terminal: it may hold escape sequences written by strangers. */
final class SafeText {
  private SafeText() {}

  /**
   * The first non-blank line of {@code text}, at most {@code length} characters, nothing that moves
   * a cursor.
   */
  static String oneLine(String text, int length) {
    String line =
        text.lines().filter(candidate -> !candidate.isBlank()).findFirst().orElse("").strip();
    StringBuilder safe = new StringBuilder(Math.min(line.length(), length) + 1);
    int end = Math.min(line.length(), length);
    for (int i = 0; i < end; ) {
      int character = line.codePointAt(i);
      safe.appendCodePoint(isSafe(character) ? character : '\u00b7');
      i += Character.charCount(character);
    }
    return line.length() > length ? safe.append('\u2026').toString() : safe.toString();
  }

  /** The whole of one line, blanks kept, nothing that moves a cursor. */
  static String line(String line) {
    StringBuilder safe = new StringBuilder(line.length());
    line.codePoints().forEach(c -> safe.appendCodePoint(c == '\t' || isSafe(c) ? c : '\u00b7'));
    return safe.toString();
  }

  private static boolean isSafe(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
