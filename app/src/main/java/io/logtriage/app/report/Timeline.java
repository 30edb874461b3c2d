package io.logtriage.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The picture of what happened: a bar for each incident, one block for each deployment, root causes
 * marked and named; above them, how many were under way at a time.
 */
final class Timeline {
  private static final int WIDTH = 1000;
  private static final int MARGIN = 12;
  private static final int ROW = 18;
  private static final int BAR = 9;
  private static final int ACTIVITY = 36;
  private static final int TOP = 16;
  private static final int PARTS = 100;
  private static final int TICKS = 6;

  /** More rows would not be a picture any more. */
  private static final int MAX_ROWS = 60;

  private static final double LETTER = 6.3;

  private final PostMortem report;
  private final PostMortem.Span span;
  private final Wording wording;
  private final StringBuilder out = new StringBuilder();
  private int y;
  private int left;

  private Timeline(PostMortem report, PostMortem.Span span) {
    this.report = report;
    this.span = span;
    this.wording = new Wording(report.zone());
  }

  /** An SVG element; empty when there is nothing to draw. */
  static String svg(PostMortem report) {
    PostMortem.Span span = report.span();
    return span == null || report.incidents().isEmpty() ? "" : new Timeline(report, span).draw();
  }

  private String draw() {
    activity();
    axis();
    Map<String, List<ReportedIncident>> deployments = new TreeMap<>();
    report
        .incidents()
        .forEach(
            incident ->
                deployments
                    .computeIfAbsent(incident.deployment(), name -> new ArrayList<>())
                    .add(incident));
    deployments.forEach(this::deployment);
    if (left > 0) {
      text(MARGIN, y + ROW, "note", left + " more are listed below");
      y += ROW;
    }
    int height = y + ROW;
    return "<svg viewBox=\"0 0 "
        + WIDTH
        + " "
        + height
        + "\" width=\""
        + WIDTH
        + "\" height=\""
        + height
        + "\" role=\"img\" aria-label=\"Incidents over time\">"
        + out
        + "</svg>";
  }

  private void activity() {
    int[] counts = Activity.underWay(report.incidents(), span, PARTS);
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    double step = (double) (WIDTH - 2 * MARGIN) / PARTS;
    for (int i = 0; i < PARTS; i++) {
      double height = (double) counts[i] / most * ACTIVITY;
      if (height > 0) {
        rectangle("load", MARGIN + i * step, TOP + ACTIVITY - height, step - 1, height, "");
      }
    }
    text(MARGIN, 11, "note", "under way at a time, at most " + most);
    y = TOP + ACTIVITY + 2;
  }

  private void axis() {
    for (int i = 0; i <= TICKS; i++) {
      double x = MARGIN + (double) i / TICKS * (WIDTH - 2 * MARGIN);
      out.append(
          String.format(java.util.Locale.ROOT, "<path class=\"tick\" d=\"M%.1f %dv5\"/>", x, y));
      String anchor = i == 0 ? "start" : i == TICKS ? "end" : "middle";
      out.append("<text class=\"note\" text-anchor=\"")
          .append(anchor)
          .append(String.format(java.util.Locale.ROOT, "\" x=\"%.1f\" y=\"%d\">", x, y + 17))
          .append(tick(i))
          .append("</text>");
    }
    y += 24;
  }

  /** Month, day and time; a day alone where the picture spans weeks. */
  private String tick(int number) {
    String time = wording.time(span.from() + span.length() * number / TICKS);
    return span.length() > 20L * 86_400_000
        ? time.substring(0, 10)
        : span.length() < 600_000 ? time.substring(11) : time.substring(5, 16);
  }

  private void deployment(String name, List<ReportedIncident> incidents) {
    y += 8;
    out.append("<path class=\"tick\" d=\"M0 ").append(y).append("H").append(WIDTH).append("\"/>");
    text(MARGIN, y + 14, "name", Escaped.plain(cut(name)));
    y += ROW;
    List<Double> rows = new ArrayList<>();
    for (ReportedIncident incident : incidents) {
      place(incident, rows);
    }
    y += rows.size() * ROW;
  }

  /** In the first row that is free when it begins. */
  private void place(ReportedIncident incident, List<Double> rows) {
    double from = x(incident.first().toEpochMilli());
    double width = Math.max(4, x(incident.until().toEpochMilli()) - from);
    String label = incident.isRoot() ? incident.symptom() : "";
    double labelled = label.length() * LETTER + 6;
    boolean before = from + width + labelled > WIDTH && from - labelled > 0;
    double end = from + width + (before || label.isEmpty() ? 0 : labelled) + 6;
    double begin = before ? from - labelled : from;
    int row = 0;
    while (row < rows.size() && rows.get(row) > begin - 6) {
      row++;
    }
    if (row >= MAX_ROWS) {
      left++;
      return;
    }
    if (row == rows.size()) {
      rows.add(0.0);
    }
    rows.set(row, end);
    draw(incident, from, width, y + row * ROW, before ? begin : from + width + 4);
  }

  private void draw(ReportedIncident incident, double from, double width, int top, double labelAt) {
    String kind = (incident.isRoot() ? "root " : "effect ") + severity(incident.severity());
    rectangle(kind, from, top + 5, width, incident.isRoot() ? BAR : BAR - 4, title(incident));
    if (incident.isRoot()) {
      out.append(
          String.format(
              java.util.Locale.ROOT,
              "<path class=\"mark %s\" d=\"M%.1f %dl5 5l-5 5l-5-5z\"/>",
              severity(incident.severity()),
              from,
              top + 4));
      text(labelAt, top + 13, "label", incident.symptom());
    }
  }

  private String title(ReportedIncident incident) {
    return Escaped.html(
        incident.title() + ", " + wording.time(incident.first()) + ", " + wording.end(incident));
  }

  private static String severity(String word) {
    return switch (word) {
      case "low", "medium", "high", "critical" -> word;
      default -> "medium";
    };
  }

  private double x(long time) {
    double share = (double) (time - span.from()) / span.length();
    return MARGIN + Math.max(0, Math.min(1, share)) * (WIDTH - 2 * MARGIN);
  }

  private void rectangle(
      String kind, double x, double top, double width, double height, String title) {
    out.append(
        String.format(
            java.util.Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\">",
            kind,
            x,
            top,
            width,
            height));
    out.append(title.isEmpty() ? "" : "<title>" + title + "</title>").append("</rect>");
  }

  private void text(double x, int bottom, String kind, String text) {
    out.append(
            String.format(
                java.util.Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%d\">", kind, x, bottom))
        .append(Escaped.html(text))
        .append("</text>");
  }

  private static String cut(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }
}
