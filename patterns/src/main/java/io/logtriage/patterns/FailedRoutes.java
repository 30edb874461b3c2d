package io.logtriage.patterns;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.format.ParsedEvent;

/** Routes that failed lately, and when each failed last; the one longest ago makes room. */
final class FailedRoutes {
  private static final int LIMIT = 32;

  /** How much of a path tells its route. */
  private static final int LONGEST_PATH = 512;

  /** Digits from which on a segment of a path is an id; fewer are part of a name. */
  private static final int DIGITS_OF_ID = 3;

  private static final int DIGITS_OF_HASH = 8;

  private final long[] routes = new long[LIMIT];
  private final long[] times = new long[LIMIT];
  private int size;

  /**
   * An access line's path without what varies, as a number: a segment that is a number, a hash or
   * an id counts as any other such. Allocates nothing, as it is asked for healthy lines, too.
   */
  static long route(ParsedEvent event) {
    byte[] bytes = event.bytes;
    int to = Math.min(event.targetTo, event.targetFrom + LONGEST_PATH);
    long route = 1;
    int at = event.targetFrom;
    while (at < to && bytes[at] != '?') {
      long segment = 0;
      int digits = 0;
      boolean hexadecimal = true;
      int begin = at;
      while (at < to && bytes[at] != '?' && bytes[at] != '/') {
        byte next = bytes[at++];
        boolean digit = next >= '0' && next <= '9';
        digits += digit ? 1 : 0;
        hexadecimal &= digit || (next >= 'a' && next <= 'f') || (next >= 'A' && next <= 'F');
        segment = segment * 31 + next;
      }
      int length = at - begin;
      boolean id =
          digits >= DIGITS_OF_ID
              || (digits > 0 && (digits == length || (hexadecimal && length >= DIGITS_OF_HASH)));
      route = route * 0x9E37_79B9_7F4A_7C15L + (id ? '#' : segment);
      if (at < to && bytes[at] == '/') {
        at++;
      }
    }
    return route;
  }

  void add(long route, long time) {
    int at = index(route);
    if (at < 0) {
      at = size < LIMIT ? size++ : oldest();
      times[at] = time;
    }
    routes[at] = route;
    times[at] = Math.max(times[at], time);
  }

  /** Adds those of {@code other} that failed at or after {@code from}. */
  void addAll(FailedRoutes other, long from) {
    for (int i = 0; i < other.size; i++) {
      if (other.times[i] >= from) {
        add(other.routes[i], other.times[i]);
      }
    }
  }

  boolean contains(long route) {
    return index(route) >= 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  private int index(long route) {
    for (int i = 0; i < size; i++) {
      if (routes[i] == route) {
        return i;
      }
    }
    return -1;
  }

  private int oldest() {
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      oldest = times[i] < times[oldest] ? i : oldest;
    }
    return oldest;
  }

  void write(StateWriter out) {
    out.number(size);
    for (int i = 0; i < size; i++) {
      out.fixed(routes[i]);
      out.number(times[i]);
    }
  }

  void read(StateReader in) {
    size = in.index(LIMIT);
    for (int i = 0; i < size; i++) {
      routes[i] = in.fixed();
      times[i] = in.number();
    }
  }
}
