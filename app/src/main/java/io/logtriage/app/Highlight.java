package io.logtriage.app;

import io.logtriage.elastic.IncidentHit;

/** Words that were searched, in bold where a terminal shows it. */
final class Highlight {
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private Highlight() {}

  /**
   * The first line of {@code fragment} that holds a word that was searched, made fit for a
   * terminal, at most {@code length} characters around the first of them.
   */
  static String line(String fragment, int length, boolean terminal) {
    String line =
        fragment
            .lines()
            .filter(candidate -> candidate.indexOf(IncidentHit.MARK_START) >= 0)
            .findFirst()
            .orElse(fragment.lines().findFirst().orElse(""))
            .strip();
    int start = Math.max(0, line.indexOf(IncidentHit.MARK_START));
    int end = Math.max(0, line.length() - length);
    int from = start <= length / 2 ? 0 : Math.min(start - length / 3, end);
    StringBuilder safe = new StringBuilder(from == 0 ? "" : "\u2026");
    boolean bold = false;
    int shown = safe.length();
    int c;
    for (int i = from; i < line.length() && shown < length; i += Character.charCount(c)) {
      c = line.codePointAt(i);
      if (c == IncidentHit.MARK_START || c == IncidentHit.MARK_END) {
        bold = c == IncidentHit.MARK_START;
        safe.append(!terminal ? "" : bold ? BOLD : PLAIN);
      } else {
        safe.append(SafeText.line(Character.toString(c)));
        shown++;
      }
    }
    return safe.append(bold && terminal ? PLAIN : "").toString();
  }
}
