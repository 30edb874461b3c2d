package io.logtriage.app;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide the output may be. The launcher tells the width of the terminal; whatever reads a pipe
 * gets long lines.
 *
 * @param width in columns
 */
record Page(int width) {
  private static final int PIPE = 176;
  private static final int NARROWEST = 60;
  private static final int MESSAGE_LENGTH = 150;
  private static final String WIDTH_PROPERTY = "logtriage.columns";

  Page {
    width = Math.max(NARROWEST, width);
  }

  static Page current() {
    int columns = Integer.getInteger(WIDTH_PROPERTY, 0);
    return new Page(columns > 0 ? columns : PIPE);
  }

  /** {@code text} behind {@code head}, broken between words, what follows under its beginning. */
  List<String> wrap(String head, String text) {
    List<String> lines = new ArrayList<>();
    int room = width - head.length();
    String rest = text;
    while (rest.length() > room) {
      int blank = rest.lastIndexOf(' ', room);
      int end = blank > 0 ? blank : room;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    String indent = " ".repeat(head.length());
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, (i == 0 ? head : indent) + lines.get(i));
    }
    return lines;
  }

  /**
   * The first line of a text from a log: what fits, or on a narrow page a few rows, as an access
   * line's status stands behind its first 60 characters.
   */
  List<String> cut(String head, String text) {
    int room = width - head.length() - 1;
    return wrap(head, SafeText.oneLine(text, Math.max(room, Math.min(3 * room, MESSAGE_LENGTH))));
  }
}
