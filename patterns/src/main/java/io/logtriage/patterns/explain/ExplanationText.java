package io.logtriage.patterns.explain;

import io.logtriage.patterns.CountedRequest;
import io.logtriage.patterns.detect.Attempt;
import io.logtriage.patterns.grok.PatternProgress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An explanation in words, for a terminal of {@value #COLUMNS} columns. */
final class ExplanationText {
  private static final int COLUMNS = 80;
  private static final int LABEL = 10;

  /** Lines that one value may take. */
  private static final int MAX_LINES = 4;

  private static final String INDENT = "    ";

  private final StringBuilder out = new StringBuilder();

  private ExplanationText() {}

  static String of(Explanation.Event event) {
    ExplanationText text = new ExplanationText();
    text.head(event);
    event.counted().forEach(text::counted);
    List<Attempt> attempts =
        event.attempts().stream().sorted(Comparator.comparing(Attempt::outcome)).toList();
    attempts.forEach(attempt -> text.attempt(event, attempt));
    if (!event.nearest().isEmpty()) {
      text.out.append("nearest symptoms\n");
      event.nearest().forEach(attempt -> text.attempt(event, attempt));
    }
    return text.out.toString();
  }

  private void head(Explanation.Event event) {
    value(
        "",
        "event",
        event.lines()
            + (event.lines() == 1 ? " line, format " : " lines, format ")
            + event.format()
            + (event.traceback() ? ", with a traceback" : ""));
    if (!event.layers().isEmpty()) {
      value("", "inside", String.join(", then ", event.layers()));
    }
    value("", "time", event.time() == null ? "none in the line" : event.time());
    if (event.level() != null) {
      value("", "level", event.level());
    }
    if (event.pid() != null) {
      value("", "pid", event.pid().toString());
    }
    if (event.status() != null) {
      value("", "status", event.status() + " (of an access line only status, path and time count)");
    }
    fields("", event.fields());
    value("", "message", event.message());
    String symptoms = String.join(", ", event.symptoms());
    value("", "symptoms", symptoms.isEmpty() ? "none" : symptoms);
  }

  private void fields(String indent, Map<String, String> fields) {
    new TreeMap<>(fields).forEach((name, text) -> value(indent, "field", name + " = " + text));
  }

  private void counted(CountedRequest request) {
    value(
        "",
        "counts",
        "for "
            + request.symptom()
            + (request.hit() ? ", as a hit" : ", as a good request")
            + ": found once "
            + request.condition());
  }

  private void attempt(Explanation.Event event, Attempt attempt) {
    out.append("  ").append(attempt.symptom()).append(": ").append(attempt.outcome().words());
    out.append('\n');
    if (attempt.outcome() == Attempt.Outcome.MATCHED
        || attempt.outcome() == Attempt.Outcome.ONLY_AGAIN) {
      value(INDENT, "opens", "an incident: " + attempt.opens());
    }
    if (!attempt.literals().isEmpty()) {
      value(INDENT, "text", String.join(" | ", attempt.literals()));
    }
    value(INDENT, "pattern", attempt.pattern());
    fields(INDENT, attempt.fields());
    PatternProgress progress = attempt.progress();
    if (progress != null) {
      caret(event, progress);
      value(INDENT, "fits", progress.matched().isEmpty() ? "nothing" : progress.matched());
      value(
          INDENT,
          "expects",
          progress.expected()
              + " (at character "
              + progress.position()
              + (progress.line() == 1
                  ? " of the message)"
                  : " of the message's line " + progress.line() + ")"));
    }
  }

  /** The text around the place where the pattern stopped, and a mark below it. */
  private void caret(Explanation.Event event, PatternProgress progress) {
    String[] lines = event.message().split("\n", -1);
    if (progress.line() > lines.length) {
      return;
    }
    String line = lines[progress.line() - 1];
    int room = COLUMNS - INDENT.length() - LABEL;
    int at = Math.min(progress.position(), line.length());
    int from = Math.max(0, Math.min(at - room * 2 / 3, line.length() - room));
    String shown = line.substring(from, Math.min(line.length(), from + room));
    out.append(INDENT).append(label("line")).append(printable(shown)).append('\n');
    out.append(INDENT).append(label("")).append(" ".repeat(at - from)).append("^\n");
  }

  /** A label and a text that is broken where the terminal ends. */
  private void value(String indent, String label, String text) {
    String line = printable(text.strip().replace("\n", "\\n"));
    int room = COLUMNS - indent.length() - LABEL;
    String shown =
        line.length() > room * MAX_LINES ? line.substring(0, room * MAX_LINES - 3) + "..." : line;
    String name = label(label);
    int from = 0;
    do {
      int to = Math.min(shown.length(), from + room);
      out.append(indent).append(name).append(shown, from, to).append('\n');
      name = label("");
      from = to;
    } while (from < shown.length());
  }

  private static String label(String text) {
    return text + " ".repeat(LABEL - text.length());
  }

  /** One character for each that a terminal would obey or not show. */
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int type = Character.getType(c);
      boolean hidden =
          type == Character.CONTROL
              || type == Character.FORMAT
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR;
      safe.append(hidden ? '\u00b7' : c);
    }
    return safe.toString();
  }
}
