package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long indices are kept after the month or day that they are for, and after they were made:
 * incidents of an old log that is read today would be gone at once otherwise.
 *
 * @param incidents of an index of incidents
 * @param taggedLogs of an index of tagged logs
 * @param parsedLogs of an index of parsed logs
 */
public record Retention(Duration incidents, Duration taggedLogs, Duration parsedLogs) {

  public Retention {
    requirePositive(incidents, "incidents");
    requirePositive(taggedLogs, "taggedLogs");
    requirePositive(parsedLogs, "parsedLogs");
  }

  /** Incidents as long as the topic keeps them, their log lines a month, all others a week. */
  public static Retention defaults() {
    return new Retention(Duration.ofDays(400), Duration.ofDays(30), Duration.ofDays(7));
  }

  private static void requirePositive(Duration duration, String name) {
    requireNonNull(duration, name + " is null");
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "retention of " + name + " is " + duration + ", expected more than nothing");
    }
  }
}
