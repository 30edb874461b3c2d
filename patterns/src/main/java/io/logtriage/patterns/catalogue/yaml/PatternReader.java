package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.PipelineCondition;
import io.logtriage.patterns.catalogue.TargetShape;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.grok.PatternCheck;
import io.logtriage.patterns.yaml.Section;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one entry of {@code patterns}. */
final class PatternReader {
  private static final Map<String, LineFormat> FORMATS =
      Arrays.stream(LineFormat.values())
          .collect(Collectors.toMap(LineFormat::dataset, Function.identity()));
  private static final Map<String, Level> LEVELS =
      Arrays.stream(Level.values())
          .collect(
              Collectors.toMap(
                  level -> level.name().toLowerCase(Locale.ROOT), Function.identity()));

  private static final Map<String, PipelineCondition> CONDITIONS =
      Arrays.stream(PipelineCondition.values())
          .collect(Collectors.toMap(PipelineCondition::word, Function.identity()));

  /** What speaks of trouble is at least a warning; a pattern that means less says so. */
  private static final Level LEVEL_WHEN_SILENT = Level.WARNING;

  private PatternReader() {}

  static Optional<LinePattern> read(Section section) {
    Optional<LinePattern> pattern =
        section.has("status")
            ? status(section)
            : section.has("slower_than")
                ? slow(section)
                : section.has("rate")
                    ? RateReader.read(section)
                    : section.has("pipeline") ? pipeline(section) : grok(section);
    pattern = pattern.map(bare -> OpenReader.read(section, bare));
    section.refuseUnknownKeys();
    return pattern;
  }

  private static Optional<LinePattern> status(Section section) {
    Set<Integer> statuses = new HashSet<>();
    for (String text : section.someTexts("status")) {
      if (text.matches("[1-5]\\d\\d")) {
        statuses.add(Integer.valueOf(text));
      } else {
        section.problem(
            section.line("status"), "'" + text + "': expected an HTTP status from 100 to 599");
      }
    }
    TargetShape target =
        new TargetShape(
            section.texts("folders"),
            section.texts("suffixes"),
            section.texts("except"),
            isTrue(section, "referred"));
    return Optional.of(new LinePattern.Status(statuses, target));
  }

  private static boolean isTrue(Section section, String key) {
    String text = section.optionalText(key);
    if (text != null && !text.equals("true")) {
      section.problem(
          section.line(key), "'" + key + "': expected true or nothing, found '" + text + "'");
    }
    return text != null;
  }

  private static Optional<LinePattern> slow(Section section) {
    return Optional.of(new LinePattern.Slow(section.duration("slower_than")));
  }

  private static Optional<LinePattern> pipeline(Section section) {
    return section
        .oneOf("pipeline", section.text("pipeline"), CONDITIONS)
        .map(LinePattern.Pipeline::new);
  }

  /** A pattern of what shows recovery, of whatever level. */
  static Optional<LinePattern.Grok> recovery(Section section) {
    return grok(section, Level.DEBUG);
  }

  private static Optional<LinePattern> grok(Section section) {
    boolean unclaimed = isTrue(section, "unclaimed");
    Optional<Section> again = section.section("again");
    if (unclaimed && again.isPresent()) {
      section.problem(section.line("again"), "'again' and 'unclaimed' do not go together");
    }
    return grok(section, LEVEL_WHEN_SILENT)
        .flatMap(
            pattern ->
                again.isPresent()
                    ? AgainReader.read(again.get(), pattern)
                    : Optional.of(unclaimed ? new LinePattern.Unclaimed(pattern) : pattern));
  }

  private static Optional<LinePattern.Grok> grok(Section section, Level whenSilent) {
    String grok = section.text("grok");
    List<String> declared = section.texts("literals");
    Set<LineFormat> formats = new HashSet<>();
    for (String text : section.texts("formats")) {
      section.oneOf("formats", text, FORMATS).ifPresent(formats::add);
    }
    String level = section.optionalText("level");
    Level atLeast =
        level == null ? whenSilent : section.oneOf("level", level, LEVELS).orElse(whenSilent);
    boolean suspected = isTrue(section, "suspected");
    if (formats.stream().anyMatch(LineFormat::isAccess)) {
      section.problem(
          section.line("formats"),
          "no grok pattern looks at access lines, because strangers write their text; use 'status'");
    }
    if (grok.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<String> literals = PatternCheck.literals(grok, declared);
      return Optional.of(new LinePattern.Grok(grok, literals, formats, atLeast, suspected));
    } catch (IllegalArgumentException e) {
      section.problem(section.line("grok"), "pattern refused: " + e.getMessage());
      return Optional.empty();
    }
  }
}
