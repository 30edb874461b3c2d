package io.logtriage.patterns.format;

import java.util.Arrays;

/** Where in an access line those values stand that only a format which names them tells. */
public final class AccessDetails {
  private static final AccessValue[] NAMED =
      Arrays.stream(AccessValue.values())
          .filter(value -> value.field() != null)
          .toArray(AccessValue[]::new);

  private static final int UPSTREAM = Arrays.asList(NAMED).indexOf(AccessValue.UPSTREAM_ADDRESS);

  private final int[] from = new int[NAMED.length];
  private final int[] to = new int[NAMED.length];

  AccessDetails() {}

  /** Who is told of each value that the line has. */
  @FunctionalInterface
  public interface Sink {
    void value(String field, int from, int to);
  }

  /** All values that are there, by the names of their fields. */
  public void forEach(Sink sink) {
    for (int i = 0; i < NAMED.length; i++) {
      String field = NAMED[i].field();
      if (from[i] >= 0 && field != null) {
        sink.value(field, from[i], to[i]);
      }
    }
  }

  /** Where the addresses of the upstreams begin that were tried; -1 when the line has none. */
  public int upstreamFrom() {
    return from[UPSTREAM];
  }

  /** Behind the last of those addresses. */
  public int upstreamTo() {
    return to[UPSTREAM];
  }

  void clear() {
    Arrays.fill(from, -1);
  }

  /** Remembers a value; an empty one, or {@code -}, is none. */
  void set(AccessValue value, byte[] bytes, int newFrom, int newTo) {
    boolean absent = newFrom == newTo || (newTo == newFrom + 1 && bytes[newFrom] == '-');
    for (int i = 0; i < NAMED.length; i++) {
      if (NAMED[i] == value && !(absent && value != AccessValue.REFERRER)) {
        from[i] = newFrom;
        to[i] = absent ? newFrom : newTo;
      }
    }
  }

  /** Whether a page asked for it; a format that names no referrer does not say. */
  boolean mayBeReferred() {
    for (int i = 0; i < NAMED.length; i++) {
      if (NAMED[i] == AccessValue.REFERRER) {
        return from[i] < 0 || from[i] < to[i];
      }
    }
    return true;
  }
}
