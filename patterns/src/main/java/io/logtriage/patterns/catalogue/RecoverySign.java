package io.logtriage.patterns.catalogue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What shows, in a source that had shown a symptom, that the trouble is over. Taken for recovery
 * only once it held for a while without a new finding.
 */
public sealed interface RecoverySign {

  /**
   * A line of this kind, such as a start that succeeded. A field that it captures and that also
   * separates incidents must be the incident's.
   *
   * @param after how long after the last failure in its source it must come at least: what is
   *     nearer may still belong to the start that failed
   */
  record Line(LinePattern.Grok pattern, Duration after) implements RecoverySign {
    public Line {
      requireNonNull(pattern, "pattern is null");
      requireNonNull(after, "after is null");
    }
  }

  /**
   * An access line's answer below 500 on a route that had failed in the same access log, or from an
   * upstream that had failed in it.
   */
  record RouteAnswers() implements RecoverySign {}
}
