package io.logtriage.app;

import java.util.List;

/** Differences as a person reads them, in the manner of {@code diff}. */
final class DifferencePrinter {
  private static final int LENGTH = 160;
  private static final int LINES = 3;

  private final Console console;

  DifferencePrinter(Console console) {
    this.console = console;
  }

  void json(Difference difference) {
    console.json(Differences.json(difference));
  }

  void print(Difference difference) {
    IncidentView incident = IncidentView.of(difference.document());
    String mark =
        switch (difference.kind()) {
          case "added" -> "+";
          case "gone" -> "-";
          default -> "~";
        };
    console.print(
        mark
            + " "
            + incident.symptom()
            + " on "
            + SafeText.oneLine(incident.where(), 80)
            + ", first seen "
            + incident.firstSeen()
            + ", lines: "
            + incident.count());
    difference
        .fields()
        .forEach(
            (name, change) ->
                console.print(
                    "    "
                        + SafeText.oneLine(name, 80)
                        + ": "
                        + shown(change.before())
                        + " -> "
                        + shown(change.after())));
    lines("  - ", difference.linesBefore());
    lines("  + ", difference.linesAfter());
  }

  void summary(String before, String after, List<Difference> differences) {
    if (differences.isEmpty()) {
      console.print("no difference between " + before + " and " + after);
      return;
    }
    console.print(
        count(differences, "added")
            + " added, "
            + count(differences, "gone")
            + " gone, "
            + count(differences, "changed")
            + " changed from "
            + before
            + " to "
            + after);
  }

  private void lines(String mark, List<String> lines) {
    lines.stream()
        .limit(LINES)
        .forEach(line -> console.print(mark + SafeText.oneLine(line, LENGTH)));
    if (lines.size() > LINES) {
      console.print("    and " + (lines.size() - LINES) + " more samples (--json)");
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "(none)" : SafeText.oneLine(value, LENGTH);
  }

  private static long count(List<Difference> differences, String kind) {
    return differences.stream().filter(difference -> difference.kind().equals(kind)).count();
  }
}
