package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Examples;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs each symptom's examples through the engine that will read the real lines. */
final class ExampleCheck {
  private static final Source SOURCE =
      new Source("example", "/example.log", "example", "example", ZoneOffset.UTC, null);

  private final Engine engine;
  private final List<Problem> problems = new ArrayList<>();

  private ExampleCheck(Catalogue catalogue) {
    this.engine = Engine.of(catalogue);
  }

  static List<Problem> problems(Catalogue catalogue, List<SymptomFile> files) {
    ExampleCheck check = new ExampleCheck(catalogue);
    files.forEach(check::check);
    check.others(catalogue, files);
    return check.problems;
  }

  private void check(SymptomFile file) {
    Examples examples = file.symptom().examples();
    examples.match().forEach(example -> mustMatch(file, example));
    examples.noMatch().forEach(text -> mustNotMatch(file, text, "no_match"));
    examples.nearMiss().forEach(text -> mustNotMatch(file, text, "near_miss"));
  }

  private void mustMatch(SymptomFile file, Examples.Match example) {
    List<Finding> findings = findings(example.text());
    List<Finding> own =
        findings.stream().filter(f -> f.symptom().equals(file.symptom().id())).toList();
    if (own.isEmpty()) {
      report(
          file,
          example.text(),
          "match: the example does not match"
              + (findings.isEmpty() ? "" : "; it shows " + symptoms(findings)));
      return;
    }
    for (String other : symptoms(findings)) {
      if (!other.equals(file.symptom().id()) && !example.also().contains(other)) {
        report(
            file,
            example.text(),
            "match: the example shows "
                + other
                + " too; make one of the patterns narrower, or allow it with also: ["
                + other
                + "]");
      }
    }
    Map<String, String> fields = own.get(0).fields();
    example
        .fields()
        .forEach(
            (name, value) -> {
              if (!value.equals(fields.get(name))) {
                report(
                    file,
                    example.text(),
                    "match: expected " + name + " = '" + value + "', found " + found(fields, name));
              }
            });
  }

  /** Examples of symptoms that are there already must not show a new one. */
  private void others(Catalogue catalogue, List<SymptomFile> files) {
    Map<String, SymptomFile> added = new LinkedHashMap<>();
    files.forEach(file -> added.put(file.symptom().id(), file));
    for (Symptom symptom : catalogue.symptoms()) {
      if (!added.containsKey(symptom.id())) {
        symptom.examples().match().forEach(example -> other(symptom, example, added));
      }
    }
  }

  private void other(Symptom symptom, Examples.Match example, Map<String, SymptomFile> added) {
    for (String shown : symptoms(findings(example.text()))) {
      SymptomFile file = added.get(shown);
      if (file != null) {
        problems.add(
            new Problem(
                file.file(),
                0,
                "matches an example of "
                    + symptom.id()
                    + " too: '"
                    + example.text().lines().findFirst().orElse("")
                    + "'; make the pattern narrower"));
      }
    }
  }

  /** What stands in the field, or which fields there are. */
  private static String found(Map<String, String> fields, String name) {
    String value = fields.get(name);
    return value == null ? "no such field beside " + fields.keySet() : "'" + value + "'";
  }

  private void mustNotMatch(SymptomFile file, String text, String kind) {
    List<String> symptoms = symptoms(findings(text));
    if (symptoms.contains(file.symptom().id())) {
      report(file, text, kind + ": the example matches and must not; make the pattern narrower");
    }
  }

  private List<Finding> findings(String text) {
    SourceEngine source = engine.open(SOURCE);
    text.lines()
        .forEach(
            line -> {
              byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
              source.line(bytes, 0, bytes.length, -1, 0);
            });
    source.flush();
    List<Finding> findings = new ArrayList<>();
    source.drain(findings::add);
    return findings;
  }

  private static List<String> symptoms(List<Finding> findings) {
    return findings.stream().map(Finding::symptom).distinct().toList();
  }

  private void report(SymptomFile file, String text, String message) {
    problems.add(new Problem(file.file(), file.line(text), message));
  }
}
