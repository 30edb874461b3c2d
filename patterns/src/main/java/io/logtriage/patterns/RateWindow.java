package io.logtriage.patterns;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import java.util.Arrays;

/**
 * Requests of one source in the seconds before its latest one: how many, how many of them hit, and
 * how many hits are part of no finding yet. Adding allocates nothing.
 */
final class RateWindow {
  /** So many lines in a row from before the window: the latest second was a clock gone wrong. */
  private static final int MAX_STRAYS = 100;

  private static final long NONE = Long.MIN_VALUE;

  private final int[] requests;
  private final int[] hits;
  private final int[] held;
  private final long[] heldFirst;
  private final long[] heldLast;
  private long newest = NONE;
  private int strays;

  /** The second of the line before, and where it is counted. */
  private long current = NONE;

  private int at;

  private long requestSum;
  private long hitSum;
  private long heldSum;

  RateWindow(int seconds) {
    this.requests = new int[seconds];
    this.hits = new int[seconds];
    this.held = new int[seconds];
    this.heldFirst = new long[seconds];
    this.heldLast = new long[seconds];
  }

  int seconds() {
    return requests.length;
  }

  long requests() {
    return requestSum;
  }

  long hits() {
    return hitSum;
  }

  /** Hits in the window that were not taken. */
  long held() {
    return heldSum;
  }

  /** The first second that is still looked at. */
  long oldest() {
    return newest - seconds() + 1;
  }

  /** Moves on to this second if it is the latest; false when it lies before the window. */
  boolean reach(long second) {
    if (second == current) {
      strays = 0;
      return true;
    }
    if (newest == NONE) {
      newest = second;
    } else if (second > newest) {
      clear(newest + 1, second);
      newest = second;
    } else if (second < oldest()) {
      if (++strays <= MAX_STRAYS) {
        return false;
      }
      clear(oldest(), newest);
      newest = second;
    }
    current = second;
    at = index(second);
    strays = 0;
    return true;
  }

  /** One request more in the second reached. */
  void request() {
    requests[at]++;
    requestSum++;
  }

  /** The request is a hit, which waits; whether it is the first that waits of its second. */
  boolean hold(long time) {
    hits[at]++;
    hitSum++;
    heldFirst[at] = held[at] == 0 ? time : Math.min(heldFirst[at], time);
    heldLast[at] = held[at] == 0 ? time : Math.max(heldLast[at], time);
    heldSum++;
    return held[at]++ == 0;
  }

  /** Time of the first hit that waits. */
  long heldFrom() {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < held.length; i++) {
      first = held[i] > 0 ? Math.min(first, heldFirst[i]) : first;
    }
    return first;
  }

  /** Time of the last hit that waits. */
  long heldTo() {
    long last = Long.MIN_VALUE;
    for (int i = 0; i < held.length; i++) {
      last = held[i] > 0 ? Math.max(last, heldLast[i]) : last;
    }
    return last;
  }

  /** All that waited is part of a finding now. */
  void release() {
    Arrays.fill(held, 0);
    heldSum = 0;
  }

  private void clear(long from, long to) {
    long first = Math.max(from, to - seconds() + 1);
    for (long second = first; second <= to; second++) {
      int index = index(second);
      requestSum -= requests[index];
      hitSum -= hits[index];
      heldSum -= held[index];
      requests[index] = 0;
      hits[index] = 0;
      held[index] = 0;
    }
  }

  private int index(long second) {
    return (int) Math.floorMod(second, (long) requests.length);
  }

  void write(StateWriter out) {
    out.number(newest);
    out.number(strays);
    int used = 0;
    for (int count : requests) {
      used += count > 0 ? 1 : 0;
    }
    out.number(used);
    for (int i = 0; i < requests.length; i++) {
      if (requests[i] > 0) {
        out.number(i);
        out.number(requests[i]);
        out.number(hits[i]);
        out.number(held[i]);
        if (held[i] > 0) {
          out.number(heldFirst[i]);
          out.number(heldLast[i] - heldFirst[i]);
        }
      }
    }
  }

  void read(StateReader in) {
    newest = in.number();
    strays = in.index(MAX_STRAYS);
    for (int left = in.index(requests.length); left > 0; left--) {
      int i = in.index(requests.length - 1);
      requests[i] = in.index(Integer.MAX_VALUE);
      hits[i] = in.index(Integer.MAX_VALUE);
      held[i] = in.index(Integer.MAX_VALUE);
      if (held[i] > 0) {
        heldFirst[i] = in.number();
        heldLast[i] = heldFirst[i] + in.number();
      }
      requestSum += requests[i];
      hitSum += hits[i];
      heldSum += held[i];
    }
  }
}
