package io.logtriage.app.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How times, counts and ends are told. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private static final int MAX_LINES = 12;
  private static final int FIRST_LINES = 3;
  private static final int LAST_LINES = 7;

  private final ZoneId zone;

  Wording(ZoneId zone) {
    this.zone = zone;
  }

  String time(Instant time) {
    return TIME.format(time.atZone(zone));
  }

  String time(long time) {
    return time(Instant.ofEpochMilli(time));
  }

  /** As coarse as a reader wants it. */
  static String lasting(Instant from, Instant to) {
    long seconds = Math.max(0, Duration.between(from, to).toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String counted(long number, String one) {
    return number(number) + " " + (number == 1 ? one : one + "s");
  }

  /** How an incident ended, and how that is known. */
  String end(ReportedIncident incident) {
    Instant ended = incident.ended();
    String seen =
        incident.last().equals(incident.first())
            ? ""
            : "within " + lasting(incident.first(), incident.last()) + ", ";
    if (ended == null) {
      return seen + "open at the end of what was read";
    }
    if (incident.recovered()) {
      return seen
          + "over at "
          + time(ended)
          + " after "
          + lasting(incident.first(), ended)
          + ", by evidence of recovery";
    }
    String how =
        "quiet".equals(incident.endedBy())
            ? "nothing more was seen"
            : "ended " + time(ended) + " (" + incident.endedBy() + ")";
    return seen + how;
  }

  /** The same for a table. */
  static String shortEnd(ReportedIncident incident) {
    return incident.ended() == null ? "open" : incident.recovered() ? "recovered" : "quiet";
  }

  /** Without the middle of a long traceback: it begins with a cause and ends with what it means. */
  static String shortened(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() <= MAX_LINES) {
      return text;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, FIRST_LINES));
    shown.add("  ... " + (lines.size() - FIRST_LINES - LAST_LINES) + " lines left out ...");
    shown.addAll(lines.subList(lines.size() - LAST_LINES, lines.size()));
    return String.join("\n", shown);
  }
}
