package io.logtriage.patterns.unmatched;

import static java.util.Objects.requireNonNull;

/**
 * One event of a cluster.
 *
 * @param time event time, epoch milliseconds
 * @param path log file path without rotation suffix
 * @param offset byte offset of its first line in the uncompressed file, -1 when unknown
 * @param text of the event, without secrets and control characters, at most 1 KB of it
 */
public record UnmatchedSample(long time, String path, long offset, String text) {

  public UnmatchedSample {
    requireNonNull(path, "path is null");
    requireNonNull(text, "text is null");
  }
}
