package io.logtriage.patterns.unmatched;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Events that say the same, but for their values.
 *
 * @param template what they say, {@code <*>} for each value
 * @param level the mildest of them
 * @param format of their lines
 * @param traceback whether the template is the exception at the end of a traceback
 * @param count of events
 * @param beside how many of them came right behind a line of the same process that showed a symptom
 * @param first event time of the earliest, epoch milliseconds
 * @param last event time of the latest
 * @param samples at most {@value #MAX_SAMPLES}, the earliest
 */
public record UnmatchedTemplate(
    String template,
    Level level,
    LineFormat format,
    boolean traceback,
    long count,
    long beside,
    long first,
    long last,
    List<UnmatchedSample> samples) {
  public static final int MAX_SAMPLES = 3;

  /** The most frequent first; equal ones in a fixed order. */
  public static final Comparator<UnmatchedTemplate> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(UnmatchedTemplate::count)
          .reversed()
          .thenComparingLong(UnmatchedTemplate::first)
          .thenComparing(UnmatchedTemplate::template)
          .thenComparing(UnmatchedTemplate::format)
          .thenComparing(UnmatchedTemplate::traceback);

  private static final Comparator<UnmatchedSample> EARLIEST_FIRST =
      Comparator.comparingLong(UnmatchedSample::time)
          .thenComparing(UnmatchedSample::path)
          .thenComparingLong(UnmatchedSample::offset)
          .thenComparing(UnmatchedSample::text);

  public UnmatchedTemplate {
    requireNonNull(template, "template is null");
    requireNonNull(level, "level is null");
    requireNonNull(format, "format is null");
    samples = List.copyOf(samples);
  }

  /** Whether all that is known of them is that they go along with symptoms. */
  public boolean companion() {
    return beside == count;
  }

  /** Both together; in which order makes no difference. */
  public UnmatchedTemplate with(UnmatchedTemplate other) {
    return new UnmatchedTemplate(
        template,
        level.atLeast(other.level) ? other.level : level,
        format,
        traceback,
        count + other.count,
        beside + other.beside,
        Math.min(first, other.first),
        Math.max(last, other.last),
        Stream.concat(samples.stream(), other.samples.stream())
            .sorted(EARLIEST_FIRST)
            .limit(MAX_SAMPLES)
            .toList());
  }
}
