package io.logtriage.patterns.grok;

/**
 * What the matching of one event may cost, counted in characters that the regular expression engine
 * looks at.
 *
 * <p>The count is the same on every machine, so a replay decides as the live run did; the clock
 * only steps in where characters are slow, and never against a match that has done little (a pause
 * of the collector is not the pattern's fault).
 */
public final class MatchBudget {
  /** Characters looked at; some 20 ms where a core is slow. */
  public static final long DEFAULT_STEPS = 4_000_000;

  /** Wall time of one event's matching. */
  public static final long DEFAULT_NANOS = 20_000_000;

  private static final int CHECK_EVERY = 1024;
  private static final long STEPS_BEFORE_CLOCK = 200_000;

  private final long maxSteps;
  private final long deadline;
  private long steps;

  /**
   * Begins to count.
   *
   * @param maxSteps characters that may be looked at
   * @param nanos wall time from now
   */
  public MatchBudget(long maxSteps, long nanos) {
    this.maxSteps = maxSteps;
    this.deadline = System.nanoTime() + nanos;
  }

  /** The budget of one event. */
  public static MatchBudget ofEvent() {
    return new MatchBudget(DEFAULT_STEPS, DEFAULT_NANOS);
  }

  void step() {
    if (++steps % CHECK_EVERY == 0 && exhausted()) {
      throw new Exhausted();
    }
  }

  /** Whether nothing is left for further patterns of this event. */
  public boolean exhausted() {
    return steps > maxSteps || (steps > STEPS_BEFORE_CLOCK && System.nanoTime() - deadline > 0);
  }

  /** Ends a match from inside; carries no stack trace, because it is thrown on hostile input. */
  static final class Exhausted extends RuntimeException {
    Exhausted() {
      super("match budget exhausted", null, false, false);
    }
  }
}
