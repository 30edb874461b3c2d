package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.Escalation;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.patterns.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code severity}: one word, or where it starts and when it rises. */
record SeverityReader(Severity start, List<Escalation> escalations) {
  private static final String KEY = "severity";
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final Map<String, Severity> WORDS =
      Arrays.stream(Severity.values())
          .collect(Collectors.toMap(Severity::word, Function.identity()));

  static SeverityReader read(Section section) {
    if (!section.isSection(KEY)) {
      return new SeverityReader(word(section, KEY, section.text(KEY)), List.of());
    }
    return section
        .section(KEY)
        .map(SeverityReader::rising)
        .orElse(new SeverityReader(Severity.MEDIUM, List.of()));
  }

  private static Severity word(Section section, String key, String text) {
    return section.oneOf(key, text, WORDS).orElse(Severity.MEDIUM);
  }

  private static SeverityReader rising(Section section) {
    Severity start = word(section, "start", section.text("start"));
    List<Escalation> escalations = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      section
          .section(severity.word())
          .flatMap(step -> step(step, severity))
          .ifPresent(escalations::add);
      if (section.has(severity.word()) && severity.compareTo(start) <= 0) {
        section.problem(
            section.line(severity.word()),
            "'" + severity.word() + "': expected a severity above 'start: " + start.word() + "'");
      }
    }
    section.refuseUnknownKeys();
    return new SeverityReader(start, escalations);
  }

  private static Optional<Escalation> step(Section step, Severity severity) {
    int count = step.number("count", 0, 2);
    Duration within = step.duration("within", WITHIN);
    int hosts = step.number("hosts", 0, 2);
    step.refuseUnknownKeys();
    if (count + hosts == 0 || hosts > Escalation.MAX_HOSTS) {
      step.problem(
          step.line(),
          "'"
              + severity.word()
              + "': expected count and within, or hosts from 2 to "
              + Escalation.MAX_HOSTS);
      return Optional.empty();
    }
    return Optional.of(new Escalation(severity, count, within, hosts));
  }
}
