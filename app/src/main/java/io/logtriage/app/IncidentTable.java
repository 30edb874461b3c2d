package io.logtriage.app;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Columns as wide as what stands in them; on a narrow page without those that matter least. */
final class IncidentTable {
  private static final int WIDE = 110;
  private static final int LONGEST_WHERE = 40;
  private static final int DIGITS = 6;
  private static final int FEW_DIGITS = 4;

  private final boolean wide;
  private final int digits;
  private final String layout;
  private final int where;

  /**
   * For one page.
   *
   * @param ids whether rows begin with the first digits of the incident's id
   */
  IncidentTable(List<IncidentView> incidents, Page page, boolean ids) {
    wide = page.width() >= WIDE;
    digits = !ids ? 0 : wide ? DIGITS : FEW_DIGITS;
    String idLayout = ids ? "%-" + digits + "s  " : "%s";
    int symptom = longest("symptom", incidents, IncidentView::symptom);
    // Time, severity, status and count stand in columns that are always as wide.
    int taken = (ids ? digits + 2 : 0) + 14 + 2 + 8 + 2 + symptom + 2 + 8 + 2 + 6 + 2;
    int room = wide ? LONGEST_WHERE : Math.max(10, page.width() - taken);
    where = Math.min(room, longest("where", incidents, IncidentView::where));
    layout =
        idLayout
            + "%-14s  %s  %-"
            + symptom
            + "s  %-8s  %6s  %-"
            + where
            + "s"
            + (wide ? "  %-9s  %s" : "");
  }

  boolean isWide() {
    return wide;
  }

  String head() {
    return format(
        digits == 0 ? "" : "id",
        "first seen",
        "severity",
        "symptom",
        "status",
        "lines",
        "where",
        "lasted",
        "caused by");
  }

  /**
   * @param severity eight columns wide, perhaps in colour
   */
  String row(String time, String severity, String duration, IncidentView incident) {
    String cause = incident.cause();
    String id = incident.id();
    return format(
        id.substring(0, Math.min(digits, id.length())),
        time,
        severity,
        incident.symptom(),
        incident.status(),
        incident.count(),
        SafeText.oneLine(incident.where(), where - 1),
        duration,
        cause == null ? "" : cause);
  }

  /** What the layout does not ask for is left out. */
  private String format(Object... values) {
    return String.format(Locale.ROOT, layout, values).stripTrailing();
  }

  private static int longest(
      String title, List<IncidentView> incidents, Function<IncidentView, String> text) {
    int longest = title.length();
    for (IncidentView incident : incidents) {
      longest = Math.max(longest, text.apply(incident).length() + (title.equals("where") ? 1 : 0));
    }
    return longest;
  }
}
