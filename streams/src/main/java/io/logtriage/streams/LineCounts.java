package io.logtriage.streams;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the lines of one source, or of several added up. Mutable; belongs to one thread.
 *
 * <p>in = matched + unmatched + pending + repeated + dropped + dead-lettered, always.
 */
final class LineCounts {
  long in;
  long matched;
  long unmatched;

  /** Lines of the event that waits for its next line. */
  long pending;

  /** Lines at or below the highest position seen. */
  long repeated;

  long deadLettered;

  /** Lines cut at the limit; each stands in one of the other counts, too. */
  long truncated;

  private final SortedMap<String, Long> dropped = new TreeMap<>();

  void drop(String reason, long lines) {
    dropped.merge(reason, lines, Long::sum);
  }

  SortedMap<String, Long> dropped() {
    return dropped;
  }

  /** Whether every line that came in is accounted for. */
  boolean addsUp() {
    return toTotals().addsUp();
  }

  LineTotals toTotals() {
    long allDropped = 0;
    for (long lines : dropped.values()) {
      allDropped += lines;
    }
    return new LineTotals(in, matched, unmatched, pending, repeated, allDropped, deadLettered);
  }

  void add(LineCounts other) {
    in += other.in;
    matched += other.matched;
    unmatched += other.unmatched;
    pending += other.pending;
    repeated += other.repeated;
    deadLettered += other.deadLettered;
    truncated += other.truncated;
    other.dropped.forEach(this::drop);
  }

  void write(ByteWriter writer) {
    writer
        .number(in)
        .number(matched)
        .number(unmatched)
        .number(pending)
        .number(repeated)
        .number(deadLettered)
        .number(truncated)
        .number(dropped.size());
    dropped.forEach((reason, lines) -> writer.text(reason).number(lines));
  }

  static LineCounts read(ByteReader reader) {
    LineCounts counts = new LineCounts();
    counts.in = reader.number();
    counts.matched = reader.number();
    counts.unmatched = reader.number();
    counts.pending = reader.number();
    counts.repeated = reader.number();
    counts.deadLettered = reader.number();
    counts.truncated = reader.number();
    int reasons = reader.count();
    for (int i = 0; i < reasons; i++) {
      counts.drop(reader.text(), reader.number());
    }
    return counts;
  }
}
