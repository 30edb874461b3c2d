package io.logtriage.patterns.unmatched;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.logtriage.patterns.format.Level;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of a draft: everything that a symptom file must have, and what is still to be said. */
final class DraftText {
  private static final int MAX_TITLE = 80;
  private static final String HEALTHY = "2026-03-02 09:00:00,000 INFO in app: ready to serve";

  /** A line that says the same, but at a level at which nobody complains. */
  private static final String CALM = "2026-03-02 09:00:00,000 INFO in app: ";

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS)
              .build());

  /** How much of a cluster goes into its draft; the next one is for those that are refused. */
  enum Detail {
    FULL(4),
    FIRST_VALUES(1),
    BEGINNING(0),
    TELLING_LINE(0);

    private final int gaps;

    Detail(int gaps) {
      this.gaps = gaps;
    }
  }

  private DraftText() {}

  static String of(String id, UnmatchedTemplate template, Detail detail) {
    Map<String, Object> pattern = new LinkedHashMap<>();
    pattern.put("grok", DraftPattern.of(template, detail.gaps));
    pattern.put("level", template.level().atLeast(Level.ERROR) ? "error" : "warning");
    String telling = telling(template);
    String example = example(template, detail, telling);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("id", id);
    file.put("title", title(template.template()));
    file.put("section", "6");
    file.put("severity", template.level() == Level.CRITICAL ? "critical" : "high");
    file.put("category", List.of("process"));
    file.put("patterns", List.of(pattern));
    Map<String, Object> remedy = new LinkedHashMap<>();
    remedy.put("checks", List.of("to be written: what to look at"));
    remedy.put("fixes", List.of("to be written: what to do"));
    remedy.put("verify", List.of("to be written: how to see that it is over"));
    file.put("remedy", remedy);
    file.put("examples", examples(example, telling));
    try {
      return "# Not known, and found "
          + template.count()
          + (template.count() == 1 ? " time" : " times")
          + ". Give it a better id (and the file the same name), a title, a\n"
          + "# severity and a remedy, then: logtriage symptoms check FOLDER\n"
          + YAML.writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a symptom file cannot be written as YAML", e);
    }
  }

  private static Map<String, Object> examples(String example, String telling) {
    Map<String, Object> examples = new LinkedHashMap<>();
    examples.put("match", List.of(Map.of("text", example)));
    examples.put("no_match", List.of(HEALTHY));
    examples.put("near_miss", List.of(CALM + telling));
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("at", "0s");
    shown.put("line", example);
    Map<String, Object> timed = new LinkedHashMap<>();
    timed.put("name", "one line opens an incident, which ends when it stays away");
    timed.put("steps", List.of(shown, Map.of("at", "10m")));
    timed.put("expect", List.of("open 0s", "resolved 300s"));
    examples.put("timed", List.of(timed));
    return examples;
  }

  /** The values of a sample are not known any more; any will do. */
  private static String telling(UnmatchedTemplate template) {
    return template.template().replace(TextMask.GAP, "7");
  }

  private static String example(UnmatchedTemplate template, Detail detail, String telling) {
    if (detail != Detail.TELLING_LINE) {
      return template.samples().get(0).text();
    }
    String level = template.level().atLeast(Level.CRITICAL) ? "CRITICAL" : "ERROR";
    return template.traceback()
        ? "Traceback (most recent call last):\n  File \"/srv/app/main.py\", line 7, in main\n    run()\n"
            + telling
        : "2026-03-02 09:00:00,000 " + level + " in app: " + telling;
  }

  private static String title(String template) {
    String words =
        template.replace(TextMask.GAP, "...").replaceAll("[\\p{Cc}\\p{Cf}]", " ").strip();
    return words.length() > MAX_TITLE ? words.substring(0, MAX_TITLE - 3) + "..." : words;
  }
}
