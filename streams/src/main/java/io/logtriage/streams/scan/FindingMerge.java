package io.logtriage.streams.scan;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Brings the findings of all sources into one order: event time, source, position. Undated ones,
 * whose time says nothing, come after all that are dated.
 */
public final class FindingMerge {
  /** Undated findings set aside at most; sources with more wait for their turn instead. */
  static final int MAX_UNDATED = 20_000;

  private static final Comparator<Head> ORDER =
      Comparator.comparing((Head head) -> head.finding().undated())
          .thenComparingLong(head -> head.finding().first())
          .thenComparing(head -> head.queue().key());

  private final PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);
  private final List<Head> undated = new ArrayList<>();
  private final PriorityQueue<Sign> signs =
      new PriorityQueue<>(
          Comparator.comparingLong((Sign sign) -> sign.recovery().time())
              .thenComparing(sign -> sign.queue().key()));

  /** How many of the undated were handed over. */
  private int handed;

  /** The next finding of one source. */
  private record Head(Finding finding, FindingQueue queue) {}

  /** One source shows recovery. */
  private record Sign(Recovery recovery, FindingQueue queue) {}

  /** Takes findings in order. */
  public interface Sink {
    void finding(String deployment, Finding finding);

    /** Takes what showed recovery before the finding that comes next. */
    default void recovery(String deployment, Recovery recovery) {}
  }

  /**
   * @param queues one of each source; their order makes no difference
   */
  public FindingMerge(List<? extends FindingQueue> queues) {
    queues.forEach(queue -> queue(new JoinedFindings(queue)));
  }

  /** Hands over all findings. */
  public void run(Sink sink) {
    while (next(sink)) {}
  }

  /**
   * Hands over the next finding.
   *
   * @return false when there is none any more
   */
  public boolean next(Sink sink) {
    Head first = heads.peek();
    takeSigns(dated(first) ? first.finding().first() : Long.MAX_VALUE, sink);
    if (!dated(first) && handed < undated.size()) {
      if (handed == 0) {
        undated.sort(ORDER);
      }
      Head head = undated.get(handed++);
      sink.finding(head.queue().deployment(), head.finding());
      return true;
    }
    if (heads.isEmpty()) {
      return false;
    }
    takeNext(sink);
    return true;
  }

  private void takeSigns(long upTo, Sink sink) {
    for (Sign next = signs.peek();
        next != null && next.recovery().time() <= upTo;
        next = signs.peek()) {
      signs.remove();
      sink.recovery(next.queue().deployment(), next.recovery());
    }
  }

  private static boolean dated(@Nullable Head head) {
    return head != null && !head.finding().undated();
  }

  private void takeNext(Sink sink) {
    Head head = heads.remove();
    sink.finding(head.queue().deployment(), head.finding());
    head.queue().remove();
    queue(head.queue());
  }

  /** Queues a source's next finding, once its undated ones are set aside. */
  private void queue(FindingQueue queue) {
    Finding next = queue.peek();
    while (next != null && next.undated() && undated.size() < MAX_UNDATED) {
      undated.add(new Head(next, queue));
      queue.remove();
      next = queue.peek();
    }
    if (next != null) {
      heads.add(new Head(next, queue));
    }
    queue.takeSigns(recovery -> signs.add(new Sign(recovery, queue)));
  }
}
