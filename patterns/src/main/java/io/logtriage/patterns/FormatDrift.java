package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

/**
 * A source whose lines used to be read in a known format is read no more: somebody changed the
 * format, or something else writes there now. What such lines say is hardly recognised.
 *
 * @param dataset the format that most of its lines had, as in {@code event.dataset}
 * @param since time of the last line that was read, epoch milliseconds
 * @param lines how many events the judgement looked at
 * @param read how many of them still had a known format
 * @param sample the first line that was not read, without its secrets and cut
 */
public record FormatDrift(String dataset, long since, int lines, int read, String sample) {

  public FormatDrift {
    requireNonNull(dataset, "dataset is null");
    requireNonNull(sample, "sample is null");
  }
}
