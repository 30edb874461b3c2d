package io.logtriage.streams.watch;

import java.time.Duration;

/**
 * Whether the times of one source's live lines are steadily off from their arrival. Only a steady
 * difference is a clock or a zone: a shipper that catches up comes nearer all the time, a buffer is
 * late by ever other amounts.
 */
final class ClockSkew {
  /** How much a steady difference may move, milliseconds. */
  private static final long WOBBLE = 30_000;

  private static final long STEADY_FOR = Duration.ofMinutes(1).toMillis();
  private static final int MIN_TIMES = 5;

  private long judged = Long.MIN_VALUE;
  private long since;
  private long until;
  private long difference;
  private int times;

  /** Takes the time of a source's last dated line and when it came. */
  void heard(long time, long ingest, long limit) {
    if (time == judged || time == Long.MIN_VALUE) {
      return;
    }
    judged = time;
    long now = ingest - time;
    if (Math.abs(now) <= limit) {
      times = 0;
    } else if (times == 0 || Math.abs(now - difference) > WOBBLE) {
      times = 1;
      since = ingest;
      difference = now;
    } else {
      times++;
    }
    until = ingest;
  }

  boolean steady() {
    return times >= MIN_TIMES && until - since >= STEADY_FOR;
  }

  /** How far the lines' times are behind their arrival, milliseconds; below zero when ahead. */
  long behind() {
    return difference;
  }
}
