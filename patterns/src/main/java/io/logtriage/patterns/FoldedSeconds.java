package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was folded in the last seconds, so that equal findings of one second are the same however
 * the lines were packed: the ones that come in a later record go on under the same id, and only the
 * first events of them all are samples. Only for matching events, and bounded.
 */
final class FoldedSeconds {
  private static final int MAX_FOLDS = 64;
  private static final int MAX_ID = 200;

  /** A fold is forgotten once the source's time has gone on by this much, milliseconds. */
  private static final long KEPT = 5_000;

  /** In order of their first event. */
  private final List<Fold> folds = new ArrayList<>();

  /** Equal findings of one second. */
  static final class Fold {
    private final long key;
    private final String id;
    private long used;
    private int events;

    private Fold(long key, String id) {
      this.key = key;
      this.id = id;
    }

    /** Content identity of the first event. */
    String id() {
      return id;
    }

    /** Whether the event taken last is one of those that are shown. */
    boolean shown() {
      return events <= Finding.MAX_SAMPLES;
    }
  }

  /**
   * Takes an event.
   *
   * @param key tells equal findings of one second
   * @param id of the event, for the case that it is the first
   * @param clock the source's time, which never goes back
   */
  Fold take(String key, String id, long clock) {
    expire(clock);
    long hash = hash(key);
    Fold fold = find(hash);
    if (fold == null) {
      fold = new Fold(hash, id);
      if (folds.size() == MAX_FOLDS) {
        folds.remove(0);
      }
      folds.add(fold);
    }
    fold.used = clock;
    fold.events = Math.min(fold.events + 1, Finding.MAX_SAMPLES + 1);
    return fold;
  }

  void write(StateWriter out, long clock) {
    expire(clock);
    out.number(folds.size());
    for (Fold fold : folds) {
      byte[] id = fold.id.getBytes(US_ASCII);
      out.fixed(fold.key);
      out.range(id, id.length);
      out.number(fold.used);
      out.number(fold.events);
    }
  }

  void read(StateReader in) {
    for (int left = in.index(MAX_FOLDS); left > 0; left--) {
      long key = in.fixed();
      Fold fold = new Fold(key, new String(in.range(MAX_ID), US_ASCII));
      fold.used = in.number();
      fold.events = in.index(Finding.MAX_SAMPLES + 1);
      folds.add(fold);
    }
  }

  private @Nullable Fold find(long key) {
    for (Fold fold : folds) {
      if (fold.key == key) {
        return fold;
      }
    }
    return null;
  }

  private void expire(long clock) {
    if (clock != Long.MIN_VALUE) {
      folds.removeIf(fold -> fold.used < clock - KEPT);
    }
  }

  /** FNV-1a, for {@link String#hashCode} has too few bits to tell events apart by. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
