package io.logtriage.patterns.explain;

import io.logtriage.patterns.detect.Attempt;
import io.logtriage.patterns.grok.PatternProgress;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** An explanation in words. */
final class ExplanationText {
  private static final int MAX_LINE = 160;

  private final StringBuilder out = new StringBuilder();

  private ExplanationText() {}

  static String of(Explanation.Event event) {
    ExplanationText text = new ExplanationText();
    text.head(event);
    List<Attempt> attempts =
        event.attempts().stream().sorted(Comparator.comparing(Attempt::outcome)).toList();
    attempts.forEach(text::attempt);
    if (!event.nearest().isEmpty()) {
      text.line("nearest symptoms");
      event.nearest().forEach(text::attempt);
    }
    return text.out.toString();
  }

  private void head(Explanation.Event event) {
    line(
        "event     "
            + event.lines()
            + (event.lines() == 1 ? " line, format " : " lines, format ")
            + event.format()
            + (event.traceback() ? ", with a traceback" : ""));
    line("time      " + (event.time() == null ? "none in the line" : event.time()));
    if (event.level() != null) {
      line("level     " + event.level());
    }
    if (event.pid() != null) {
      line("pid       " + event.pid());
    }
    if (event.status() != null) {
      line("status    " + event.status() + " (of an access line only status, path and time count)");
    }
    line("message   " + cut(event.message()));
    String symptoms = String.join(", ", event.symptoms());
    line("symptoms  " + (symptoms.isEmpty() ? "none" : symptoms));
  }

  private void attempt(Attempt attempt) {
    line("  " + attempt.symptom() + ": " + attempt.outcome().words());
    if (!attempt.literals().isEmpty()) {
      line("    text      " + cut(String.join(" | ", attempt.literals())));
    }
    line("    pattern   " + cut(attempt.pattern()));
    new TreeMap<>(attempt.fields())
        .forEach((name, value) -> line("    " + name + " = " + cut(value)));
    PatternProgress progress = attempt.progress();
    if (progress != null) {
      String matched = progress.matched();
      line("    fits      " + (matched.isEmpty() ? "nothing" : cut(matched)));
      line(
          "    expects   "
              + cut(progress.expected())
              + " (at character "
              + progress.position()
              + " of the message)");
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** One line of bounded length, without control characters that a terminal would obey. */
  private static String cut(String text) {
    String line = text.replaceAll("\\R", "\\\\n").replaceAll("\\p{Cntrl}", "?");
    return line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "..." : line;
  }
}
