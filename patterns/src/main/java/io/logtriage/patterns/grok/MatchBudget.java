package io.logtriage.patterns.grok;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What the matching of one event may cost, counted in characters that the regular expression engine
 * looks at. Used by the thread that matches, and by no other.
 *
 * <p>The count is the same on every machine, so a replay decides as the live run did. A clock only
 * steps in where characters are slow. It is that of the thread's processor time: a pause of the
 * collector, or a machine that is busy with something else, is not the pattern's fault.
 */
public final class MatchBudget {
  /** Characters looked at; some 20 ms where a core is slow. */
  public static final long DEFAULT_STEPS = 4_000_000;

  /** Processor time of one event's matching. */
  public static final long DEFAULT_NANOS = 20_000_000;

  private static final int CHECK_EVERY = 1024;
  private static final long STEPS_BEFORE_CLOCK = 200_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long maxSteps;
  private final long maxNanos;
  private long steps;
  private long clockStart = -1;

  /**
   * Begins to count.
   *
   * @param maxSteps characters that may be looked at
   * @param maxNanos processor time, once the clock is asked
   */
  public MatchBudget(long maxSteps, long maxNanos) {
    this.maxSteps = maxSteps;
    this.maxNanos = maxNanos;
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

  long steps() {
    return steps;
  }

  /** Whether a match that looked at so many characters is what used the budget up. */
  boolean isMuch(long stepsOfMatch) {
    return stepsOfMatch > Math.min(maxSteps, steps) / 2;
  }

  /** Whether nothing is left for further patterns of this event. */
  public boolean exhausted() {
    return steps > maxSteps || (steps > STEPS_BEFORE_CLOCK && isLate());
  }

  private boolean isLate() {
    long now = THREADS.getCurrentThreadCpuTime();
    if (clockStart < 0) {
      clockStart = now;
    }
    return now - clockStart > maxNanos;
  }

  /** Ends a match from inside; carries no stack trace, because it is thrown on hostile input. */
  static final class Exhausted extends RuntimeException {
    Exhausted() {
      super("match budget exhausted", null, false, false);
    }
  }
}
