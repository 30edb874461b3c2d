package io.logtriage.streams.scan;

import io.logtriage.patterns.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Brings the findings of all sources into one order: event time, source, position. Undated ones,
 * whose time says nothing, come after all that are dated.
 */
final class FindingMerge {
  /** Undated findings set aside at most; sources with more wait for their turn instead. */
  static final int MAX_UNDATED = 20_000;

  private static final Comparator<Head> ORDER =
      Comparator.comparing((Head head) -> head.finding().undated())
          .thenComparingLong(head -> head.finding().first())
          .thenComparing(head -> head.reader().key());

  private final PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);
  private final List<Head> undated = new ArrayList<>();

  /** The next finding of one source. */
  private record Head(Finding finding, SourceReader reader) {}

  /** Takes findings in order. */
  interface Sink {
    void finding(String deployment, Finding finding);
  }

  FindingMerge(List<SourceReader> readers) {
    readers.forEach(this::queue);
  }

  void run(Sink sink) {
    while (dated(heads.peek())) {
      takeNext(sink);
    }
    undated.sort(ORDER);
    undated.forEach(head -> sink.finding(head.reader().deployment(), head.finding()));
    undated.clear();
    while (!heads.isEmpty()) {
      takeNext(sink);
    }
  }

  private static boolean dated(@Nullable Head head) {
    return head != null && !head.finding().undated();
  }

  private void takeNext(Sink sink) {
    Head head = heads.remove();
    sink.finding(head.reader().deployment(), head.finding());
    head.reader().remove();
    queue(head.reader());
  }

  /** Queues a source's next finding, once its undated ones are set aside. */
  private void queue(SourceReader reader) {
    Finding next = reader.peek();
    while (next != null && next.undated() && undated.size() < MAX_UNDATED) {
      undated.add(new Head(next, reader));
      reader.remove();
      next = reader.peek();
    }
    if (next != null) {
      heads.add(new Head(next, reader));
    }
  }
}
