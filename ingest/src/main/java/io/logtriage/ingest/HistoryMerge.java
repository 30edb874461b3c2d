package io.logtriage.ingest;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over what stood in the files before the shipper came in the order in which it happened, as
 * if all had been followed live: else the clock of a deployment would run ahead of lines to come.
 * Sources without any time come last, by the time their files were last written to.
 */
final class HistoryMerge {
  private static final Logger log = LoggerFactory.getLogger(HistoryMerge.class);

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(
          Comparator.comparing(Entry::undated)
              .thenComparingLong(Entry::time)
              .thenComparing(entry -> entry.tail().source().key()));

  private record Entry(FileTail tail, boolean undated, long time) {}

  HistoryMerge(Collection<FileTail> tails) {
    tails.forEach(this::add);
  }

  /** The next lines; null when no history is left. */
  @Nullable Chunk next() throws IOException {
    Entry first = entries.poll();
    if (first == null) {
      return null;
    }
    Chunk chunk = first.tail().nextHistory();
    add(first.tail());
    return chunk;
  }

  private void add(FileTail tail) {
    try {
      if (tail.peekHistory()) {
        boolean undated = tail.historyTime() == LineTime.NONE;
        entries.add(new Entry(tail, undated, undated ? tail.modified() : tail.historyTime()));
      }
    } catch (IOException e) {
      // Goes on without it; following the files meets the error again and reports it.
      log.debug("History of {} breaks off: {}", tail.source().key(), e.toString());
    }
  }
}
