package io.logtriage.app.report;

/** Text from logs made fit for a page: strangers wrote it. */
final class Escaped {
  /** Of any one text; the samples in incidents may be longer. */
  static final int MAX_TEXT = 2000;

  private Escaped() {}

  /** For content and quoted attributes of HTML. */
  static String html(String text) {
    return entities(plain(text));
  }

  /** The same for text that is bounded and was made safe before. */
  static String entities(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  /** For a run of Markdown text: nothing of it is markup, or HTML. */
  static String markdown(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (char c : plain(text).replace('\n', ' ').toCharArray()) {
      if ("\\`*_{}[]<>#+!|~&@:".indexOf(c) >= 0) {
        safe.append(c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == ':' || c == '@' ? "" : "\\");
      }
      if (c != '<' && c != '&') {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  /** For code within a line of Markdown: nothing of it ends the code. */
  static String word(String text) {
    return plain(text).replace('`', '\'').replace('\n', ' ').replace("|", "\u00b7");
  }

  /** A block of text from logs, bounded, that no text can end. */
  static String fenced(String text, String language) {
    return code(plain(text), language);
  }

  /** A block of code as it is, whole: what it holds was made safe before. */
  static String code(String plain, String language) {
    StringBuilder fence = new StringBuilder("```");
    while (plain.contains(fence)) {
      fence.append('`');
    }
    return fence + language + "\n" + plain.stripTrailing() + "\n" + fence + "\n";
  }

  /** Bounded, and without what turns the direction of text or moves a cursor. */
  static String plain(String text) {
    String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "..." : text;
    StringBuilder plain = new StringBuilder(bounded.length());
    bounded
        .codePoints()
        .filter(point -> point != '\r')
        .forEach(point -> plain.appendCodePoint(isSafe(point) ? point : '\u00b7'));
    return plain.toString();
  }

  private static boolean isSafe(int point) {
    if (point == '\n' || point == '\t') {
      return true;
    }
    return switch (Character.getType(point)) {
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
