package io.logtriage.ingest;

import io.logtriage.patterns.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A file of sources that cannot be used; tells everything that is wrong at once. */
public final class InvalidSourcesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidSourcesException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }
}
