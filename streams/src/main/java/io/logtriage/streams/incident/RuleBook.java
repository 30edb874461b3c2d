package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Clue;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.PipelineCondition;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.catalogue.Symptom.AbsorptionRule;
import io.logtriage.patterns.catalogue.Symptom.CauseRule;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalogue's rules, turned round where tracking asks in the other direction. */
final class RuleBook {
  private final Map<String, SymptomRule> rules = new HashMap<>();
  private final Map<String, List<Dependent>> dependents = new HashMap<>();
  private final Map<String, Duration> explainers = new HashMap<>();
  private final Map<String, List<Dependent>> explained = new HashMap<>();
  private final Map<String, Set<String>> mayBeCausedBy = new HashMap<>();
  private final String catalogue;
  private @Nullable String silence;

  /** Incidents of {@code symptom} may be explained by one seen at most {@code within} before. */
  record Dependent(String symptom, long within) {}

  RuleBook(Catalogue catalogue) {
    this.catalogue = catalogue.hash();
    Map<String, Set<Clue>> clues = clues(catalogue);
    for (Symptom symptom : catalogue.symptoms()) {
      rules.put(symptom.id(), SymptomRule.of(symptom, clues.getOrDefault(symptom.id(), Set.of())));
      if (symptom.patterns().contains(new LinePattern.Pipeline(PipelineCondition.SILENCE))) {
        silence = symptom.id();
      }
      for (CauseRule rule : symptom.causedBy()) {
        dependents
            .computeIfAbsent(rule.symptom(), key -> new ArrayList<>())
            .add(new Dependent(symptom.id(), rule.within().toMillis()));
      }
      for (AbsorptionRule rule : symptom.explainedBy()) {
        explained
            .computeIfAbsent(rule.symptom(), key -> new ArrayList<>())
            .add(new Dependent(symptom.id(), rule.within().toMillis()));
        explainers.merge(rule.symptom(), rule.within(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
  }

  /** What incidents of each symptom are asked for, as causes or as effects. */
  private static Map<String, Set<Clue>> clues(Catalogue catalogue) {
    Map<String, Set<Clue>> clues = new HashMap<>();
    for (Symptom symptom : catalogue.symptoms()) {
      for (CauseRule rule : symptom.causedBy()) {
        clues.computeIfAbsent(symptom.id(), any -> new HashSet<>()).addAll(rule.ofEffect());
        clues.computeIfAbsent(rule.symptom(), any -> new HashSet<>()).addAll(rule.match());
      }
    }
    return clues;
  }

  String catalogue() {
    return catalogue;
  }

  /** The symptom that tells of silent sources; null when the catalogue has none. */
  @Nullable String silence() {
    return silence;
  }

  SymptomRule rule(String symptom) {
    return rules.computeIfAbsent(symptom, SymptomRule::unknown);
  }

  /** Symptoms that {@code symptom} may explain. */
  List<Dependent> dependents(String symptom) {
    return dependents.getOrDefault(symptom, List.of());
  }

  /** Symptoms whose findings {@code symptom} may absorb. */
  List<Dependent> explainedBy(String symptom) {
    return explained.getOrDefault(symptom, List.of());
  }

  boolean absorbsOthers(String symptom) {
    return explainers.containsKey(symptom);
  }

  /** How long a finding of {@code symptom} may absorb others. */
  long absorbsWithin(String symptom) {
    return explainers.getOrDefault(symptom, Duration.ZERO).toMillis();
  }

  /** Whether rules lead from {@code cause} back to {@code effect}, so that links could go round. */
  boolean mutual(String effect, String cause) {
    return effect.equals(cause) || causesOf(cause).contains(effect);
  }

  private Set<String> causesOf(String symptom) {
    return mayBeCausedBy.computeIfAbsent(symptom, this::searchCauses);
  }

  private Set<String> searchCauses(String symptom) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(symptom));
    while (!open.isEmpty()) {
      for (CauseRule rule : rule(open.pop()).causes()) {
        if (found.add(rule.symptom())) {
          open.push(rule.symptom());
        }
      }
    }
    return found;
  }
}
