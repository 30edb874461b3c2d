package io.logtriage.patterns.catalogue;

import java.util.List;
import java.util.Map;

/**
 * Lines that show what a symptom is and is not; checked at load.
 *
 * @param match events that show it, with fields that must come out
 * @param noMatch lines that have nothing to do with it
 * @param nearMiss lines that look like it and are not
 * @param timed lines with relative times and the transitions expected of them
 */
public record Examples(
    List<Match> match, List<String> noMatch, List<String> nearMiss, List<Timed> timed) {

  public Examples {
    match = List.copyOf(match);
    noMatch = List.copyOf(noMatch);
    nearMiss = List.copyOf(nearMiss);
    timed = List.copyOf(timed);
  }

  /**
   * An event (one line or several) that must match.
   *
   * @param fields expected of it, at least
   * @param also other symptoms that it may show; any that is not named here is an error
   */
  public record Match(String text, Map<String, String> fields, List<String> also) {
    public Match {
      also = List.copyOf(also);
      fields = Map.copyOf(fields);
    }
  }

  /**
   * Lines of one source at relative times and the transitions that they must cause.
   *
   * @param name what the case shows
   * @param steps lines; a step without a line only moves the clock
   * @param expect transitions as {@code "open 0s"}, {@code "resolved 310s"}, {@code "reopened
   *     400s"}
   */
  public record Timed(String name, List<Step> steps, List<String> expect) {
    public Timed {
      steps = List.copyOf(steps);
      expect = List.copyOf(expect);
    }
  }

  /** One step of a timed case; {@code line} may be empty. */
  public record Step(java.time.Duration at, String line) {}
}
