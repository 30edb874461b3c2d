package io.logtriage.app.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How times, counts and ends are told. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

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
    if (ended == null) {
      return "open at the end of what was read";
    }
    String how = how(incident.endedBy());
    return "ended "
        + time(ended)
        + " after "
        + lasting(incident.first(), ended)
        + (how.isEmpty() ? "" : ", " + how);
  }

  private static String how(@Nullable String by) {
    if (by == null) {
      return "";
    }
    return switch (by) {
      case "evidence" -> "by evidence of recovery";
      case "quiet" -> "nothing more was seen";
      default -> by;
    };
  }
}
