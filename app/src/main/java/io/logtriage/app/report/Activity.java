package io.logtriage.app.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts of incidents, by symptom and over time. */
final class Activity {
  private Activity() {}

  /** All incidents of one symptom. */
  record Total(int incidents, long count, Instant first, Instant last) {
    private Total with(Total other) {
      return new Total(
          incidents + other.incidents,
          count + other.count,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  static Map<String, Total> totals(List<ReportedIncident> incidents) {
    Map<String, Total> totals = new TreeMap<>();
    for (ReportedIncident incident : incidents) {
      totals.merge(
          incident.symptom(),
          new Total(1, incident.count(), incident.first(), incident.last()),
          Total::with);
    }
    return totals;
  }

  /** How many incidents were under way in each of {@code parts} equal parts of the span. */
  static int[] underWay(List<ReportedIncident> incidents, PostMortem.Span span, int parts) {
    int[] counts = new int[parts];
    for (ReportedIncident incident : incidents) {
      int from = part(incident.first(), span, parts);
      int to = part(incident.last(), span, parts);
      for (int i = from; i <= to; i++) {
        counts[i]++;
      }
    }
    return counts;
  }

  private static int part(Instant time, PostMortem.Span span, int parts) {
    double share = (double) (time.toEpochMilli() - span.from()) / span.length();
    return (int) Math.max(0, Math.min(parts - 1, Math.floor(share * parts)));
  }
}
