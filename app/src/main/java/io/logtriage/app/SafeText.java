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

  /**
   * A JSON object with every control and format character escaped: inside JSON they stand only in
   * strings, so its value stays the same.
   */
  static String json(String object) {
    if (object.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || (c > 0xff && isSafe(c)))) {
      return object;
    }
    StringBuilder safe = new StringBuilder(object.length() + 16);
    object
        .chars()
        .forEach(
            c -> {
              if (Character.isSurrogate((char) c) || isSafe(c)) {
                safe.append((char) c);
              } else {
                safe.append(String.format("\\u%04x", c));
              }
            });
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
