package io.logtriage.streams.scan;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Source;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the lines of one source went; {@link #balanced()} says that none was lost.
 *
 * @param in lines read
 * @param matched lines whose event showed a symptom
 * @param unmatched lines whose event showed none
 * @param repeated lines that had been read before
 * @param dropped lines left out, by reason
 * @param deadLettered lines refused and kept aside
 * @param cut lines of those read that were longer than the limit and lost their end
 */
public record SourceLedger(
    Source source,
    long in,
    long matched,
    long unmatched,
    long repeated,
    SortedMap<String, Long> dropped,
    long deadLettered,
    long cut) {

  public SourceLedger {
    requireNonNull(source, "source is null");
    dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
  }

  /** Whether every line that came in is accounted for. */
  public boolean balanced() {
    long left = dropped.values().stream().mapToLong(Long::longValue).sum();
    return in == matched + unmatched + repeated + left + deadLettered;
  }
}
