package io.logtriage.streams.watch;

import io.logtriage.patterns.FormatDrift;
import java.time.Duration;
import java.time.Instant;

/** What a person reads of pipeline trouble; the source's name stands before it. */
final class Wording {
  private static final long QUARTER = Duration.ofMinutes(15).toMillis();
  private static final long CLOSE = Duration.ofMinutes(1).toMillis();

  private Wording() {}

  static String silence(long silence, long pause, boolean declared) {
    return "silent for "
        + time(silence)
        + (declared ? "; declared: at most " : "; at this time of day it paused at most ")
        + time(pause);
  }

  static String skew(long behind) {
    long off = Math.abs(behind);
    boolean zone = off >= QUARTER - CLOSE && (off + CLOSE) % QUARTER <= 2 * CLOSE;
    return "times are "
        + time(off)
        + (behind > 0 ? " behind" : " ahead of")
        + " their arrival"
        + (zone ? "; that looks like another time zone, see ship --zone" : "");
  }

  static String drift(FormatDrift drift) {
    return (drift.lines() - drift.read())
        + " of "
        + drift.lines()
        + " events are not understood any more; they used to be "
        + drift.dataset()
        + " until "
        + Instant.ofEpochMilli(drift.since())
        + ". Now: "
        + drift.sample();
  }

  /** The largest unit that says it within a few percent. */
  static String time(long millis) {
    long seconds = millis / 1_000;
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    if (minutes < 120) {
      return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48
        ? hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min")
        : hours / 24 + " days";
  }
}
