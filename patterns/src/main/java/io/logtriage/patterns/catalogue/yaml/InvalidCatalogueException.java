package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Symptom files that cannot be used; tells everything that is wrong at once. */
public final class InvalidCatalogueException extends IllegalArgumentException {
  private final List<Problem> problems;

  InvalidCatalogueException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
