package io.logtriage.app.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Counts of incidents, by symptom and over time. */
final class Activity {
  private static final int MAX_PARTS = 24;

  private static final List<Duration> LENGTHS =
      Stream.of(1, 5, 10, 30, 60, 180, 360, 1_440, 10_080, 43_200)
          .map(Duration::ofMinutes)
          .toList();

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
      int to = part(incident.until(), span, parts);
      for (int i = from; i <= to; i++) {
        counts[i]++;
      }
    }
    return counts;
  }

  /**
   * What happened in one part of the time.
   *
   * @param symptoms that were under way, each with the number of its incidents
   */
  record Part(Instant from, int began, int underWay, String symptoms) {}

  /** Parts of a length that a person would choose, as far as anything was under way. */
  static Stream<Part> overTime(
      List<ReportedIncident> incidents, PostMortem.Span span, ZoneId zone) {
    long length =
        LENGTHS.stream()
            .map(Duration::toMillis)
            .filter(each -> span.length() / each < MAX_PARTS)
            .findFirst()
            .orElse(span.length());
    long shift = zone.getRules().getOffset(Instant.ofEpochMilli(span.from())).getTotalSeconds();
    long first = Math.floorDiv(span.from() + shift * 1000, length) * length - shift * 1000;
    return LongStream.iterate(first, from -> from <= span.to(), from -> from + length)
        .mapToObj(from -> part(incidents, from, from + length))
        .filter(part -> part.underWay() > 0);
  }

  private static Part part(List<ReportedIncident> incidents, long from, long to) {
    int began = 0;
    int underWay = 0;
    Map<String, Integer> symptoms = new TreeMap<>();
    for (ReportedIncident incident : incidents) {
      long first = incident.first().toEpochMilli();
      if (first < to && incident.until().toEpochMilli() >= from) {
        began += first >= from ? 1 : 0;
        underWay++;
        symptoms.merge(incident.symptom(), 1, Integer::sum);
      }
    }
    String names =
        symptoms.entrySet().stream()
            .map(each -> each.getKey() + (each.getValue() == 1 ? "" : " " + each.getValue()))
            .collect(Collectors.joining(", "));
    return new Part(Instant.ofEpochMilli(from), began, underWay, names);
  }

  private static int part(Instant time, PostMortem.Span span, int parts) {
    double share = (double) (time.toEpochMilli() - span.from()) / span.length();
    return (int) Math.max(0, Math.min(parts - 1, Math.floor(share * parts)));
  }
}
