package io.logtriage.patterns.unmatched;

import io.logtriage.patterns.format.LineFormat;

/** A grok pattern that matches what a template stands for. */
final class DraftPattern {
  /** More of a text tells hardly more, and costs at each candidate. */
  private static final int ENOUGH_TEXT = 80;

  private static final String SPECIAL = "\\.[]{}()*+?^$|";

  private DraftPattern() {}

  /**
   * Begins where a message begins, and goes on until enough of the text is constant.
   *
   * @param gaps how many values to go past at most
   */
  static String of(UnmatchedTemplate template, int gaps) {
    StringBuilder grok = new StringBuilder(beginning(template));
    String text = template.template();
    int constant = 0;
    int passed = 0;
    for (int at = 0; at < text.length() && constant < ENOUGH_TEXT; ) {
      if (text.startsWith(TextMask.GAP, at)) {
        int behind = at + TextMask.GAP.length();
        if (passed == gaps || behind == text.length()) {
          break;
        }
        grok.append(gap(text, at, behind));
        passed++;
        at = behind;
      } else {
        int point = text.codePointAt(at);
        escape(grok, point);
        constant++;
        at += Character.charCount(point);
      }
    }
    return grok.toString();
  }

  private static String beginning(UnmatchedTemplate template) {
    if (template.traceback()) {
      return "%{EXCEPTION}";
    }
    return template.format() == LineFormat.NGINX_ERROR ? "%{NGINX}" : "%{MESSAGE}";
  }

  /** A value within quotes ends with them; any other holds no blank. */
  private static String gap(String text, int at, int behind) {
    char before = at > 0 ? text.charAt(at - 1) : ' ';
    boolean quoted = before == text.charAt(behind) && "'\"`".indexOf(before) >= 0;
    return quoted ? "[^" + before + "]{1,400}" : "\\S{1,200}";
  }

  private static void escape(StringBuilder grok, int point) {
    if (point == '%') {
      grok.append("[%]");
    } else {
      if (SPECIAL.indexOf(point) >= 0) {
        grok.append('\\');
      }
      grok.appendCodePoint(point);
    }
  }
}
