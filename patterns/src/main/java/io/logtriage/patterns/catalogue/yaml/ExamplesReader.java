package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.Examples;
import io.logtriage.patterns.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code examples}; a symptom must show what it is, what it is not, and how it goes on. */
final class ExamplesReader {
  private static final Pattern TRANSITION = Pattern.compile("(open|resolved|reopened) (?<at>\\S+)");

  private final Map<String, Integer> lines;

  /**
   * Reads examples.
   *
   * @param lines learns where each example stands
   */
  ExamplesReader(Map<String, Integer> lines) {
    this.lines = lines;
  }

  Examples read(Section section) {
    List<Examples.Match> match = new ArrayList<>();
    for (Section example : section.sections("match")) {
      String text = example.text("text");
      Map<String, String> fields = example.section("fields").map(Section::all).orElse(Map.of());
      match.add(new Examples.Match(text, fields, example.texts("also")));
      lines.put(text, example.line("text"));
      example.refuseUnknownKeys();
    }
    List<String> noMatch = located(section, "no_match");
    List<String> nearMiss = located(section, "near_miss");
    List<Examples.Timed> timed = section.sections("timed").stream().map(this::timed).toList();
    section.refuseUnknownKeys();
    requireEachKind(section, match, noMatch, nearMiss, timed);
    return new Examples(match, noMatch, nearMiss, timed);
  }

  private List<String> located(Section section, String key) {
    List<String> texts = section.texts(key);
    List<Integer> at = section.itemLines(key);
    for (int i = 0; i < texts.size() && i < at.size(); i++) {
      lines.put(texts.get(i), at.get(i));
    }
    return texts;
  }

  private Examples.Timed timed(Section section) {
    List<Examples.Step> steps = new ArrayList<>();
    Duration last = Duration.ZERO;
    for (Section step : section.sections("steps")) {
      Duration at = step.duration("at");
      if (at.compareTo(last) < 0) {
        step.problem(step.line("at"), "'at' goes back in time; order the steps by time");
      }
      last = at;
      String line = step.optionalText("line");
      steps.add(new Examples.Step(at, line == null ? "" : line));
      step.refuseUnknownKeys();
    }
    if (steps.isEmpty()) {
      section.problem(section.line(), "'steps' is missing; give at least one");
    }
    List<String> expect = section.texts("expect");
    for (String transition : expect) {
      var matcher = TRANSITION.matcher(transition);
      if (!matcher.matches() || Section.parse(matcher.group("at")).isEmpty()) {
        section.problem(
            section.line("expect"),
            "'"
                + transition
                + "': expected open, resolved or reopened and a time, as in 'open 0s'");
      }
    }
    if (!section.has("expect")) {
      section.problem(section.line(), "'expect' is missing; write [] when nothing may open");
    }
    Examples.Timed timed = new Examples.Timed(section.text("name"), steps, expect);
    section.refuseUnknownKeys();
    return timed;
  }

  private static void requireEachKind(
      Section section,
      List<Examples.Match> match,
      List<String> noMatch,
      List<String> nearMiss,
      List<Examples.Timed> timed) {
    if (match.isEmpty()) {
      section.problem(section.line(), "'match' is missing; give a line that shows the symptom");
    }
    if (noMatch.isEmpty()) {
      section.problem(section.line(), "'no_match' is missing; give a line that does not show it");
    }
    if (nearMiss.isEmpty()) {
      section.problem(
          section.line(), "'near_miss' is missing; give a line that only looks like the symptom");
    }
    if (timed.isEmpty()) {
      section.problem(
          section.line(),
          "'timed' is missing; give lines with times and what must open and resolve");
    }
  }
}
