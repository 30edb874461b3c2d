package io.logtriage.app.report;

/** A post-mortem as one HTML page that needs nothing but a browser. */
public final class HtmlReport {
  private HtmlReport() {}

  /** The whole page. */
  public static String of(PostMortem report) {
    return Narrative.tell(report, new HtmlPage());
  }
}
