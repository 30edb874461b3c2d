package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.Clue;
import io.logtriage.patterns.catalogue.Examples;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.yaml.Problem;
import io.logtriage.patterns.yaml.Section;
import io.logtriage.patterns.yaml.YamlNode;
import io.logtriage.patterns.yaml.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one symptom file; reports everything in it that can be judged without other files. */
final class SymptomReader {
  private static final Duration QUIET = Duration.ofMinutes(5);
  private static final Duration REOPEN = Duration.ofMinutes(10);
  private static final Duration OPEN_WITHIN = Duration.ofMinutes(1);
  private static final Duration CAUSE_WITHIN = Duration.ofMinutes(2);

  /** Fields that the engine gives without any pattern. */
  private static final Set<String> FIELDS_OF_ENGINE =
      Set.of("service.name", "error.type", "error.frame", "error.message", "url.path", "tier");

  private static final Set<String> FIELDS_OF_RATES = Set.of("service.name", "tier");

  /** Values of ECS event.category, ECS 8.17. */
  private static final Set<String> CATEGORIES =
      Set.of(
          "api",
          "authentication",
          "configuration",
          "database",
          "driver",
          "email",
          "file",
          "host",
          "iam",
          "intrusion_detection",
          "library",
          "malware",
          "network",
          "package",
          "process",
          "registry",
          "session",
          "threat",
          "vulnerability",
          "web");

  private final String file;
  private final List<Problem> problems;

  /** Makes a rule of what every link has and of what else stands in it. */
  private interface Link<T> {
    T read(String symptom, Duration within, Section link);
  }

  SymptomReader(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The symptom; empty when anything was reported. */
  Optional<SymptomFile> read(String yaml) {
    int before = problems.size();
    Optional<YamlNode> node = new YamlReader(file, problems).read(yaml);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof YamlNode.Fields fields)) {
      problems.add(new Problem(file, node.get().line(), "expected keys and values of a symptom"));
      return Optional.empty();
    }
    SymptomFile read = read(new Section(file, fields, problems));
    return problems.size() == before ? Optional.of(read) : Optional.empty();
  }

  private SymptomFile read(Section section) {
    Map<String, Integer> lines = new HashMap<>();
    List<LinePattern> patterns = new ArrayList<>();
    List<Section> patternSections = section.sections("patterns");
    for (Section pattern : patternSections) {
      PatternReader.read(pattern).ifPresent(patterns::add);
    }
    if (!section.has("patterns")) {
      section.problem(
          section.line(), "'patterns' is missing; give at least one grok, status or rate");
    }
    SeverityReader severity = SeverityReader.read(section);
    Symptom symptom =
        new Symptom(
            id(section),
            section.text("title"),
            section.text("section"),
            severity.start(),
            severity.escalations(),
            category(section),
            patterns,
            section.texts("group"),
            OpenReader.read(section).orElse(new Symptom.OpenCondition(1, OPEN_WITHIN)),
            section.duration("quiet", QUIET),
            section.duration("reopen", REOPEN),
            RecoveryReader.read(section),
            links(section, "caused_by", lines, SymptomReader::cause),
            links(
                section,
                "explained_by",
                lines,
                (id, within, link) -> new Symptom.AbsorptionRule(id, within)),
            remedy(section),
            examples(section, patterns, lines));
    if (patterns.size() == patternSections.size()) {
      refuseUnknownGroupFields(section, symptom);
    }
    OpenReader.refuseUnknownFields(section, symptom, patternSections);
    refuseMixedRates(section, symptom);
    refuseMixedConditions(section, symptom);
    section.refuseUnknownKeys();
    return new SymptomFile(file, symptom, lines);
  }

  /** Lines that show it; what no line shows has none. */
  private static Examples examples(
      Section section, List<LinePattern> patterns, Map<String, Integer> lines) {
    Examples none = new Examples(List.of(), List.of(), List.of(), List.of());
    if (patterns.stream().anyMatch(LinePattern.Pipeline.class::isInstance)) {
      return none;
    }
    return section.requiredSection("examples").map(new ExamplesReader(lines)::read).orElse(none);
  }

  private String id(Section section) {
    String id = section.text("id");
    if (id.isEmpty()) {
      return id;
    }
    if (!id.matches("[a-z][a-z0-9-]{1,60}")) {
      section.problem(
          section.line("id"), "id '" + id + "': expected lower-case words joined by hyphens");
    } else if (!file.endsWith(id + ".yaml") && !file.endsWith(id + ".yml")) {
      section.problem(
          section.line("id"),
          "id '" + id + "' does not fit the file's name; call it " + id + ".yaml");
    }
    return id;
  }

  private static List<String> category(Section section) {
    List<String> category = section.someTexts("category");
    for (String value : category) {
      if (!CATEGORIES.contains(value)) {
        section.problem(
            section.line("category"),
            "'" + value + "' is no ECS event.category; expected one of " + sorted(CATEGORIES));
      }
    }
    return category;
  }

  private static <T> List<T> links(
      Section section, String key, Map<String, Integer> lines, Link<T> rule) {
    List<T> rules = new ArrayList<>();
    for (Section link : section.sections(key)) {
      String symptom = link.text("symptom");
      lines.put(symptom, link.line("symptom"));
      rules.add(rule.read(symptom, link.duration("within", CAUSE_WITHIN), link));
      link.refuseUnknownKeys();
    }
    return rules;
  }

  private static Symptom.CauseRule cause(String symptom, Duration within, Section link) {
    List<Clue> match = new ArrayList<>();
    for (String word : link.texts("match")) {
      link.oneOf("match", word, Clue.BY_WORD).ifPresent(match::add);
    }
    return new Symptom.CauseRule(symptom, within, match, Set.copyOf(link.texts("except")));
  }

  private static Symptom.Remedy remedy(Section section) {
    return section
        .requiredSection("remedy")
        .map(
            remedy -> {
              Symptom.Remedy read =
                  new Symptom.Remedy(
                      remedy.someTexts("checks"),
                      remedy.someTexts("fixes"),
                      remedy.someTexts("verify"));
              remedy.refuseUnknownKeys();
              return read;
            })
        .orElse(new Symptom.Remedy(List.of(), List.of(), List.of()));
  }

  private static void refuseUnknownGroupFields(Section section, Symptom symptom) {
    for (String field : symptom.group()) {
      boolean captured =
          symptom.patterns().stream().anyMatch(pattern -> OpenReader.captures(pattern, field));
      if (!captured && !FIELDS_OF_ENGINE.contains(field) && !isOfCondition(field, symptom)) {
        section.problem(
            section.line("group"),
            "no pattern captures '"
                + field
                + "'; group by a captured field or by "
                + sorted(FIELDS_OF_ENGINE));
      }
    }
  }

  private static boolean isOfCondition(String field, Symptom symptom) {
    return symptom.patterns().stream()
        .anyMatch(
            pattern ->
                pattern instanceof LinePattern.Pipeline pipeline
                    && pipeline.condition().fields().contains(field));
  }

  /** An incident is of the target systems or of the pipeline, not of both. */
  private static void refuseMixedConditions(Section section, Symptom symptom) {
    if (symptom.isOfPipeline() && symptom.patterns().size() > 1) {
      section.problem(
          section.line("patterns"), "'pipeline' stands alone: make a symptom of each pattern");
    }
  }

  /** What is counted together belongs to one incident, once: nothing of a single line separates. */
  private static void refuseMixedRates(Section section, Symptom symptom) {
    long rates = symptom.patterns().stream().filter(LinePattern.Rate.class::isInstance).count();
    if (rates > 1) {
      section.problem(
          section.line("patterns"),
          "more than one 'rate': a request would count twice; make a symptom of each");
    }
    for (String field : symptom.group()) {
      if (rates > 0 && !FIELDS_OF_RATES.contains(field)) {
        section.problem(
            section.line("group"),
            "'" + field + "': a rate groups by nothing but " + sorted(FIELDS_OF_RATES));
      }
    }
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }
}
