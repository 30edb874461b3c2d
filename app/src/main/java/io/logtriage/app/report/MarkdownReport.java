package io.logtriage.app.report;

/** A post-mortem as text for a ticket. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** The whole text. */
  public static String of(PostMortem report) {
    return Narrative.tell(report, new MarkdownPage());
  }
}
