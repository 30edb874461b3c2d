package io.logtriage.streams.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When trouble of the pipeline itself becomes an incident.
 *
 * @param on whether anything is watched: not in a replay
 * @param silence no source with a learned rhythm is called silent before
 * @param learning how long a source must have been heard until its rhythm is known; shorter than a
 *     day, the first night is taken for silence
 * @param declared what is known of sources' rhythms; the first that fits counts, learned or not
 * @param skew how far the times of live lines may be off from their arrival
 */
public record WatchOptions(
    boolean on,
    Duration silence,
    Duration learning,
    List<DeclaredSilence> declared,
    Duration skew) {

  public WatchOptions {
    requirePositive(silence, "silence");
    requirePositive(learning, "learning");
    requirePositive(skew, "skew");
    declared = List.copyOf(declared);
  }

  /** Ten minutes of silence, rhythms learned over a day, two minutes of skew. */
  public static WatchOptions standard() {
    return new WatchOptions(
        true, Duration.ofMinutes(10), Duration.ofDays(1), List.of(), Duration.ofMinutes(2));
  }

  /** Nothing is watched. */
  public static WatchOptions off() {
    WatchOptions standard = standard();
    return new WatchOptions(
        false, standard.silence(), standard.learning(), List.of(), standard.skew());
  }

  /** How long this source may be silent as declared; null when nothing is. */
  @Nullable Duration declaredFor(String sourceKey) {
    for (DeclaredSilence silence : declared) {
      if (silence.fits(sourceKey)) {
        return silence.atMost();
      }
    }
    return null;
  }

  private static void requirePositive(Duration duration, String name) {
    requireNonNull(duration, name);
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " " + duration + ", expected more than 0");
    }
  }
}
