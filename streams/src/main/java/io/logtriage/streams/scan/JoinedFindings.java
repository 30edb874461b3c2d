package io.logtriage.streams.scan;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import io.logtriage.patterns.Sample;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the pieces of a finding that were told apart, because the equal lines of one second came in
 * several records or chunks. A piece that comes too late for its incident opens one of its own: so
 * the incidents of an unordered log would depend on how its lines were packed.
 */
final class JoinedFindings implements FindingQueue {
  /** A source folds no more into a finding once its time has gone on by so much, milliseconds. */
  private static final long APART = 5_000;

  /** Findings looked ahead at most. */
  private static final int MAX_AHEAD = 2_000;

  private final FindingQueue pieces;

  /** In order of their first piece. */
  private final Map<Key, Joined> ahead = new LinkedHashMap<>();

  /**
   * Greatest time of a dated piece, epoch milliseconds; what comes before any waits for its turn.
   */
  private long clock = Long.MIN_VALUE;

  /**
   * A finding as far as its pieces were read.
   *
   * @param clock of the last piece
   */
  private record Joined(Finding finding, long clock) {

    Joined with(Joined piece) {
      return new Joined(join(finding, piece.finding), piece.clock);
    }
  }

  /** What pieces of one finding have in common. */
  private record Key(String symptom, String id) {}

  JoinedFindings(FindingQueue pieces) {
    this.pieces = pieces;
  }

  @Override
  public String deployment() {
    return pieces.deployment();
  }

  @Override
  public String key() {
    return pieces.key();
  }

  @Override
  public @Nullable Finding peek() {
    Finding piece = pieces.peek();
    while (piece != null && ahead.size() < MAX_AHEAD && !firstIsWhole(piece)) {
      clock = clockBehind(piece);
      Joined joined = new Joined(piece, clock);
      ahead.merge(new Key(piece.symptom(), piece.id()), joined, Joined::with);
      pieces.remove();
      piece = pieces.peek();
    }
    Iterator<Joined> first = ahead.values().iterator();
    return first.hasNext() ? first.next().finding() : null;
  }

  @Override
  public void remove() {
    Iterator<Joined> first = ahead.values().iterator();
    first.next();
    first.remove();
  }

  @Override
  public void takeSigns(Consumer<Recovery> taker) {
    pieces.takeSigns(taker);
  }

  /** Whether nothing more can belong to the first finding once this piece is read. */
  private boolean firstIsWhole(Finding piece) {
    Iterator<Joined> first = ahead.values().iterator();
    if (!first.hasNext()) {
      return false;
    }
    long told = first.next().clock();
    return told != Long.MIN_VALUE && clockBehind(piece) - told > APART;
  }

  private long clockBehind(Finding piece) {
    return piece.undated() ? clock : Math.max(clock, piece.first());
  }

  private static Finding join(Finding one, Finding other) {
    List<Sample> samples = new ArrayList<>(one.samples());
    for (Sample sample : other.samples()) {
      if (samples.size() < Finding.MAX_SAMPLES) {
        samples.add(sample);
      }
    }
    return new Finding(
        one.symptom(),
        one.id(),
        one.host(),
        one.path(),
        one.service(),
        one.dataset(),
        Math.min(one.first(), other.first()),
        Math.max(one.last(), other.last()),
        one.count() + other.count(),
        one.undated(),
        one.group(),
        one.fields(),
        samples,
        one.open());
  }
}
