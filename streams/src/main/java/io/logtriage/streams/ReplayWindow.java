package io.logtriage.streams;

/**
 * Which findings of a replay count, by event time in epoch milliseconds.
 *
 * @param since first time that counts
 * @param until first time that does not count any more
 */
public record ReplayWindow(long since, long until) {
  /** All there is. */
  public static final ReplayWindow ALL = new ReplayWindow(Long.MIN_VALUE, Long.MAX_VALUE);

  public ReplayWindow {
    if (since >= until) {
      throw new IllegalArgumentException(
          "the window is empty: it begins at " + since + " and ends before " + until);
    }
  }

  boolean contains(long time) {
    return time >= since && time < until;
  }

  /** Lines behind the window say nothing of how an incident in it went on. */
  long clock(long clock) {
    return Math.min(clock, until);
  }
}
