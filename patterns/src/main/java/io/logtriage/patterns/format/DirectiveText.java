package io.logtriage.patterns.format;

/**
 * The format inside a directive as somebody pasted it, and where each of its characters stood
 * there, for error messages.
 */
final class DirectiveText {
  private static final int LONGEST = 4096;

  private final String given;
  private final StringBuilder text = new StringBuilder();
  private final int[] positions;

  private DirectiveText(String given) {
    this.given = given;
    this.positions = new int[given.length() + 1];
  }

  /** The text as it stands: no quotes around it. */
  static DirectiveText raw(String given) {
    DirectiveText read = new DirectiveText(given);
    for (int i = 0; i < given.length(); i++) {
      read.append(given.charAt(i), i);
    }
    return read.checked(given.length());
  }

  /**
   * Quoted pieces from {@code from} on, joined.
   *
   * @param between characters that may stand between the pieces beside blanks
   * @param end that may stand behind them
   */
  static DirectiveText quoted(String given, int from, String between, String end) {
    DirectiveText read = new DirectiveText(given);
    int at = from;
    int pieces = 0;
    while (at < given.length()) {
      char next = given.charAt(at);
      if (next == '\'' || next == '"') {
        at = read.piece(at, next);
        pieces++;
      } else if (Character.isWhitespace(next) || between.indexOf(next) >= 0) {
        at++;
      } else if (end.indexOf(next) >= 0 && given.substring(at + 1).isBlank()) {
        break;
      } else {
        throw new AccessFormatException(
            at,
            "found '"
                + next
                + "', expected a text in quotes"
                + (end.isEmpty() ? "" : " or the end of the directive")
                + "; quote each piece of the format, as in the configuration");
      }
    }
    if (pieces == 0) {
      throw new AccessFormatException(given.length(), "no format: expected a text in quotes");
    }
    return read.checked(given.length());
  }

  String text() {
    return text.toString();
  }

  /** Where a character of {@link #text()} stood in what was given. */
  int position(int index) {
    return positions[index];
  }

  private int piece(int open, char quote) {
    for (int at = open + 1; at < given.length(); at++) {
      char next = given.charAt(at);
      if (next == quote) {
        return at + 1;
      }
      if (next == '\\' && at + 1 < given.length()) {
        char escaped = given.charAt(at + 1);
        if (escaped == '"' || escaped == '\'' || escaped == '\\') {
          append(escaped, at++);
          continue;
        }
        if (escaped == 't') {
          append('\t', at++);
          continue;
        }
      }
      append(next, at);
    }
    throw new AccessFormatException(
        open, "the quote " + quote + " is not closed; was the directive pasted whole?");
  }

  private void append(char character, int position) {
    if (character == '\n' || character == '\r') {
      throw new AccessFormatException(
          position, "the format holds a line break, but one request must be one line; remove it");
    }
    positions[text.length()] = position;
    text.append(character);
  }

  private DirectiveText checked(int end) {
    positions[text.length()] = end;
    if (text.length() > LONGEST) {
      throw new AccessFormatException(
          positions[LONGEST], "the format is longer than " + LONGEST + " characters");
    }
    return this;
  }
}
