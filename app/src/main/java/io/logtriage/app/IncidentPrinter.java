package io.logtriage.app;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Incidents as a person reads them in a terminal. */
final class IncidentPrinter {
  private static final int MESSAGE_LENGTH = 160;
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

  private static final String INDENT = " ".repeat(16);

  private final Console console;
  private final ZoneId zone;

  IncidentPrinter(Console console, ZoneId zone) {
    this.console = console;
    this.zone = zone;
  }

  /** A head line, the telling line, and the first fix. */
  void print(IncidentView incident, String transition) {
    boolean ended = !incident.open();
    Instant when =
        ended && incident.resolvedAt() != null ? incident.resolvedAt() : incident.firstSeen();
    StringBuilder text = new StringBuilder();
    text.append(time(when)).append("  ");
    text.append(severity(incident.severity(), ended)).append("  ");
    text.append(String.format("%-8s", transition)).append("  ");
    text.append(bold(incident.symptom()))
        .append(" on ")
        .append(SafeText.oneLine(incident.where(), 80));
    text.append(", ").append(lines(incident.count()));
    if (incident.cause() != null) {
      text.append(", caused by ").append(bold(incident.cause()));
    }
    if (ended) {
      text.append(", lasted ").append(duration(incident));
      if (incident.resolvedBy() != null) {
        text.append(" (").append(incident.resolvedBy()).append(')');
      }
    }
    console.print(text.toString());
    if (!ended) {
      evidence(incident);
    }
  }

  /**
   * An incident in its last state: how it stands, the telling line, and the first fix of a root
   * cause.
   */
  void explain(IncidentView incident) {
    console.print(
        time(incident.firstSeen())
            + "  "
            + severity(incident.severity(), false)
            + "  "
            + bold(incident.symptom())
            + " on "
            + SafeText.oneLine(incident.where(), 80)
            + ", "
            + lines(incident.count())
            + (incident.effects() > 0 ? ", caused " + incident.effects() + " more" : "")
            + (incident.cause() == null ? "" : ", caused by " + bold(incident.cause())));
    evidence(incident);
  }

  private void evidence(IncidentView incident) {
    console.print(INDENT + "| " + SafeText.oneLine(incident.message(), MESSAGE_LENGTH));
    if (incident.cause() == null && !incident.fix().isEmpty()) {
      console.print(INDENT + "= " + SafeText.oneLine(incident.fix(), 240));
    }
  }

  /** What happened between two states of an incident; {@code before} is null for the first. */
  static String transition(@Nullable IncidentView before, IncidentView now) {
    if (!now.open()) {
      return now.status();
    }
    if (before == null) {
      return "opened";
    }
    return before.open() ? "update" : "reopened";
  }

  /** The closing table. */
  void table(List<IncidentView> incidents) {
    if (incidents.isEmpty()) {
      console.print("no incidents");
      return;
    }
    int symptom = incidents.stream().mapToInt(i -> i.symptom().length()).max().orElse(7);
    String row = "%-14s  %-8s  %-" + Math.max(7, symptom) + "s  %-8s  %5s  %-8s  %s";
    console.print(
        bold(
            String.format(
                row,
                "first seen",
                "severity",
                "symptom",
                "status",
                "lines",
                "lasted",
                "caused by")));
    for (IncidentView incident : incidents) {
      console.print(
          String.format(
                  row,
                  time(incident.firstSeen()),
                  incident.severity(),
                  incident.symptom(),
                  incident.status(),
                  incident.count(),
                  duration(incident),
                  incident.cause() == null ? "" : incident.cause())
              .stripTrailing());
    }
  }

  private String time(Instant moment) {
    return DAY_AND_TIME.format(moment.atZone(zone));
  }

  private static String lines(long count) {
    return count == 1 ? "1 line" : count + " lines";
  }

  private static String duration(IncidentView incident) {
    long seconds =
        Math.max(0, incident.lastSeen().getEpochSecond() - incident.firstSeen().getEpochSecond());
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  private String severity(String severity, boolean ended) {
    String word = String.format("%-8s", severity);
    if (!console.terminal()) {
      return word;
    }
    String colour =
        ended
            ? "32"
            : switch (severity) {
              case "critical" -> "1;31";
              case "high" -> "31";
              case "medium" -> "33";
              default -> "36";
            };
    return "\u001b[" + colour + "m" + word + "\u001b[0m";
  }

  private String bold(String text) {
    return console.terminal() ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}
