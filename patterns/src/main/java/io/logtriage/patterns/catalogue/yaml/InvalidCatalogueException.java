package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.yaml.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Symptom files that cannot be used; tells everything that is wrong at once. */
public final class InvalidCatalogueException extends IllegalArgumentException {
  private final List<Problem> problems;

  InvalidCatalogueException(List<Problem> problems) {
    super(inOrder(problems).stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = inOrder(problems);
  }

  private static List<Problem> inOrder(List<Problem> problems) {
    return problems.stream()
        .distinct()
        .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
        .toList();
  }

  /** By file and line. */
  public List<Problem> problems() {
    return problems;
  }
}
