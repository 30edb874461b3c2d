package io.logtriage.patterns;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;

/**
 * How often an equal event came before in the same second: only for matching events, for the two
 * seconds used last, and bounded.
 */
final class Occurrences {
  private static final int WINDOWS = 2;
  private static final int MAX_EVENTS = 64;

  /** A second is forgotten once the source's time has gone on by this much. */
  private static final long KEPT = 5_000;

  private final Window[] windows = new Window[WINDOWS];
  private int size;

  /**
   * How many events of this hash came before within this second.
   *
   * @param clock the source's time, which never goes back
   */
  int before(long second, long hash, long clock) {
    expire(clock);
    Window window = window(second);
    window.used = clock;
    return window.before(hash);
  }

  void write(StateWriter out, long clock) {
    expire(clock);
    out.number(size);
    for (int i = 0; i < size; i++) {
      windows[i].write(out);
    }
  }

  void read(StateReader in) {
    size = in.index(WINDOWS);
    for (int i = 0; i < size; i++) {
      windows[i] = Window.read(in);
    }
  }

  /** The window of this second, which becomes the last one: the first is given up for a new one. */
  private Window window(long second) {
    Window found = null;
    for (int i = 0; i < size; i++) {
      if (windows[i].second == second) {
        found = windows[i];
        remove(i);
        break;
      }
    }
    if (found == null) {
      found = new Window(second);
      if (size == WINDOWS) {
        remove(0);
      }
    }
    windows[size++] = found;
    return found;
  }

  private void expire(long clock) {
    for (int i = size - 1; i >= 0; i--) {
      if (clock != Long.MIN_VALUE && windows[i].used < clock - KEPT) {
        remove(i);
      }
    }
  }

  private void remove(int index) {
    System.arraycopy(windows, index + 1, windows, index, size - index - 1);
    size--;
  }

  /** The events of one second; the oldest makes room when there are too many. */
  private static final class Window {
    private final long second;
    private final long[] hashes = new long[MAX_EVENTS];
    private final int[] counts = new int[MAX_EVENTS];
    private long used;
    private int size;
    private int oldest;

    Window(long second) {
      this.second = second;
    }

    int before(long hash) {
      for (int i = 0; i < size; i++) {
        if (hashes[i] == hash) {
          return counts[i]++;
        }
      }
      int index = size < MAX_EVENTS ? size++ : oldest++ % MAX_EVENTS;
      hashes[index] = hash;
      counts[index] = 1;
      return 0;
    }

    void write(StateWriter out) {
      out.number(second);
      out.number(used);
      out.number(size);
      out.number(oldest % MAX_EVENTS);
      for (int i = 0; i < size; i++) {
        out.fixed(hashes[i]);
        out.number(counts[i]);
      }
    }

    static Window read(StateReader in) {
      Window window = new Window(in.number());
      window.used = in.number();
      window.size = in.index(MAX_EVENTS);
      window.oldest = in.index(MAX_EVENTS);
      for (int i = 0; i < window.size; i++) {
        window.hashes[i] = in.fixed();
        window.counts[i] = in.index(Integer.MAX_VALUE);
      }
      return window;
    }
  }
}
