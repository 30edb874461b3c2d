package io.logtriage.app.report;

import java.util.List;

/** What a post-mortem is written on. All text that it is given may come from logs. */
interface Page {

  void title(String text);

  void section(String title);

  /** A part of a section, which {@link #end} ends. */
  void begin(String title, String severity);

  void end();

  void paragraph(String text);

  /** Less important. */
  void note(String text);

  /** A word that stands in files and commands, and what there is to say of it. */
  void subject(String word, String text);

  void list(String title, List<String> items);

  /**
   * Rows of cells.
   *
   * @param columns titles; those of numbers begin with {@code #}
   */
  void table(List<String> columns, List<List<String>> rows);

  /** Lines of a log. */
  void lines(String path, String text);

  /** A file that the reader may want to have. */
  void file(String name, String content);

  /** What need not be seen at first. */
  void folded(String summary, Runnable content);

  /** What happened over time, where pictures can be drawn. */
  default void picture(PostMortem report) {}

  /** All of it. */
  String text();
}
