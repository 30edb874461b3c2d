package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import io.logtriage.patterns.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code open}, of a symptom or of one of its patterns. */
final class OpenReader {
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  /** Fields that the engine gives and that tell who or what was hit. */
  private static final Set<String> FIELDS_OF_ENGINE =
      Set.of(
          "client.ip",
          "client.address",
          "error.frame",
          "error.message",
          "error.type",
          "http.request.method",
          "process.pid",
          "route",
          "url.path");

  private OpenReader() {}

  /** Empty when the section says nothing of it. */
  static Optional<OpenCondition> read(Section section) {
    return section.section("open").map(OpenReader::condition);
  }

  /** The pattern with an open condition of its own, if it has one. */
  static LinePattern read(Section section, LinePattern pattern) {
    if (pattern instanceof LinePattern.Rate || pattern instanceof LinePattern.Pipeline) {
      return pattern;
    }
    return read(section)
        .<LinePattern>map(open -> new LinePattern.Opening(pattern, open))
        .orElse(pattern);
  }

  private static OpenCondition condition(Section open) {
    int count = open.number("count", 1, 1);
    Duration within = open.duration("within", WITHIN);
    String distinct = open.optionalText("distinct");
    open.refuseUnknownKeys();
    if (count > OpenCondition.MAX_COUNT) {
      open.problem(
          open.line("count"),
          "'count': expected at most " + OpenCondition.MAX_COUNT + ", found " + count);
    }
    if (within.compareTo(Duration.ofSeconds(1)) < 0 || within.compareTo(LONGEST) > 0) {
      open.problem(open.line("within"), "'within': expected 1s to " + LONGEST.toHours() + "h");
    }
    if (distinct != null && count < 2) {
      open.problem(
          open.line("distinct"),
          "'distinct' says nothing of one finding; give a count of 2 or more");
    }
    return new OpenCondition(count, within, distinct);
  }

  /** What is to differ must be captured by every pattern that the condition is for, or be given. */
  static void refuseUnknownFields(Section section, Symptom symptom, List<Section> patterns) {
    String own = symptom.open().distinct();
    if (own != null && symptom.patterns().stream().noneMatch(p -> knows(p, own))) {
      report(section, own);
    }
    for (int i = 0; i < Math.min(patterns.size(), symptom.patterns().size()); i++) {
      if (symptom.patterns().get(i) instanceof LinePattern.Opening opening) {
        String field = opening.open().distinct();
        if (field != null && !knows(opening, field)) {
          report(patterns.get(i), field);
        }
      }
    }
  }

  private static boolean knows(LinePattern pattern, String field) {
    return FIELDS_OF_ENGINE.contains(field) || captures(pattern, field);
  }

  /** Whether a grok pattern names the field. */
  static boolean captures(LinePattern pattern, String field) {
    LinePattern bare = pattern.bare();
    LinePattern inner =
        bare instanceof LinePattern.Unclaimed unclaimed
            ? unclaimed.pattern()
            : bare instanceof LinePattern.Again again ? again.pattern() : bare;
    return inner instanceof LinePattern.Grok grok && grok.grok().contains(":" + field + "}");
  }

  private static void report(Section section, String field) {
    section.problem(
        section.line("open"),
        "'distinct': no pattern captures '"
            + field
            + "'; name a captured field or one of "
            + FIELDS_OF_ENGINE.stream().sorted().toList());
  }
}
