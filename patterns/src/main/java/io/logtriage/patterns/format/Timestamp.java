package io.logtriage.patterns.format;

import java.time.ZoneId;

/**
 * Reads a value that is nothing but a time: what JSON writers and shippers put under {@code time}.
 */
public final class Timestamp {
  private final TimeParser times;

  /**
   * @param zone of time stamps that carry none
   */
  public Timestamp(ZoneId zone) {
    this(new TimeParser(zone));
  }

  Timestamp(TimeParser times) {
    this.times = times;
  }

  /**
   * Epoch milliseconds, or {@link ParsedEvent#NO_TIME}: ISO 8601, nginx's {@code $time_local}, or
   * the time since 1970 in seconds (with or without a fraction), milli-, micro- or nanoseconds.
   */
  public long millis(byte[] bytes, int from, int to) {
    if (times.iso(bytes, from, to, '-') > 0
        || times.common(bytes, from, to) > 0
        || times.epoch(bytes, from, to) > 0) {
      return times.millis();
    }
    int digits = Ascii.skipDigits(bytes, from, to);
    return switch (digits - from) {
      case 13, 16, 19 -> Ascii.number(bytes, from, from + 13);
      default -> ParsedEvent.NO_TIME;
    };
  }
}
