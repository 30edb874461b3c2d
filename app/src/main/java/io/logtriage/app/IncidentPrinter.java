package io.logtriage.app;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Incidents as a person reads them in a terminal, also at night, also in 80 columns. */
final class IncidentPrinter {
  private static final int WHERE_LENGTH = 60;
  private static final int FIX_LENGTH = 240;
  private static final int MOST_FRAGMENTS = 2;
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

  static final String INDENT = " ".repeat(16);

  private final Console console;
  private final ZoneId zone;
  private final Page page;

  IncidentPrinter(Console console, ZoneId zone) {
    this(console, zone, Page.current());
  }

  IncidentPrinter(Console console, ZoneId zone, Page page) {
    this.console = console;
    this.zone = zone;
    this.page = page;
  }

  /**
   * Which incident, what it is and what it has to do with others; of one that is not over also the
   * telling line, and of a root cause the first fix.
   *
   * @param known other incidents by id, as far as they were seen
   */
  void print(IncidentView incident, String transition, Map<String, IncidentView> known) {
    boolean ended = !incident.open();
    Instant resolved = incident.resolvedAt();
    head(
        ended && resolved != null ? resolved : incident.firstSeen(),
        incident,
        ended,
        String.format("%-8s  ", transition));
    String story = CauseChain.of(incident, known);
    story = incident.title() + (story.isEmpty() ? "" : "; " + story);
    if (ended) {
      String by = incident.resolvedBy();
      story += "; lasted " + duration(incident) + (by == null ? "" : " (" + by + ")");
    }
    wrap(INDENT, story);
    if (!ended) {
      evidence(incident);
    }
  }

  /** An incident in its last state, as {@link #print} shows one that is not over. */
  void explain(IncidentView incident, Map<String, IncidentView> known) {
    head(incident.firstSeen(), incident, false, "");
    String story = CauseChain.of(incident, known);
    wrap(INDENT, incident.title() + (story.isEmpty() ? "" : "; " + story));
    evidence(incident);
  }

  private void head(Instant when, IncidentView incident, boolean ended, String transition) {
    console.print(
        time(when)
            + "  "
            + severity(incident.severity(), ended)
            + "  "
            + transition
            + bold(incident.symptom())
            + " on "
            + SafeText.oneLine(incident.where(), WHERE_LENGTH)
            + ", "
            + CauseChain.lines(incident.count()));
  }

  private void evidence(IncidentView incident) {
    page.cut(INDENT + "| ", incident.message()).forEach(console::print);
    if (incident.cause() == null && !incident.fix().isEmpty()) {
      wrap(INDENT + "= ", SafeText.oneLine(incident.fix(), FIX_LENGTH));
    }
  }

  private void wrap(String head, String text) {
    page.wrap(head, SafeText.line(text)).forEach(console::print);
  }

  /** One chain of causes from its beginning: each incident, its fix, and how it ended. */
  void story(List<IncidentView> incidents) {
    Map<String, IncidentView> known = new HashMap<>();
    incidents.forEach(incident -> known.put(incident.id(), incident));
    for (IncidentView incident : incidents) {
      explain(incident, known);
      Instant resolved = incident.resolvedAt();
      if (resolved != null) {
        String by = incident.resolvedBy();
        String how = by == null ? "" : " (" + by + ")";
        wrap(INDENT, incident.status() + " at " + time(resolved) + how);
      }
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
    if (!before.open()) {
      return "reopened";
    }
    return before.cause() == null && now.cause() != null ? "cause" : "update";
  }

  /**
   * As {@link #transition} for who listens from now on: what is seen for the first time need not
   * have opened now. What one finding folds lies within a second.
   */
  static String transitionFromNow(@Nullable IncidentView before, IncidentView now) {
    boolean older = now.lastSeen().isAfter(now.opened().plusSeconds(1));
    return before == null && now.open() && older ? "update" : transition(before, now);
  }

  /** The closing table. */
  void table(List<IncidentView> incidents) {
    table(incidents, false, row -> List.of());
  }

  /**
   * A row for each, with the first digits of its id, and below it what there was no room for and
   * where it was found.
   *
   * @param found texts with marks around the words that were searched, for each row
   */
  void table(List<IncidentView> incidents, IntFunction<List<String>> found) {
    table(incidents, true, found);
  }

  private void table(List<IncidentView> incidents, boolean ids, IntFunction<List<String>> found) {
    if (incidents.isEmpty()) {
      console.print("no incidents");
      return;
    }
    IncidentTable table = new IncidentTable(incidents, page, ids);
    console.print(bold(table.head()));
    for (int i = 0; i < incidents.size(); i++) {
      IncidentView incident = incidents.get(i);
      console.print(
          table.row(
              time(incident.firstSeen()),
              severity(incident.severity(), !incident.open()),
              duration(incident),
              incident));
      if (!table.isWide() && incident.cause() != null) {
        wrap(INDENT, "caused by " + incident.cause());
      }
      found.apply(i).stream().limit(MOST_FRAGMENTS).forEach(this::fragment);
    }
  }

  private void fragment(String text) {
    String line = Highlight.line(text, page.width() - INDENT.length() - 3, console.terminal());
    console.print(INDENT + "| " + line);
  }

  private String time(Instant moment) {
    return DAY_AND_TIME.format(moment.atZone(zone));
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

  String bold(String text) {
    return console.terminal() ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}
