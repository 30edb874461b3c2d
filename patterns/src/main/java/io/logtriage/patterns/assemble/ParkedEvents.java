package io.logtriage.patterns.assemble;

import org.jspecify.annotations.Nullable;

/**
 * Events whose writer was interrupted by another one that writes into the same source: two services
 * of one docker compose, two processes in one syslog file. Each waits for its own next line, for a
 * while. Empty where lines do not say who wrote them.
 */
final class ParkedEvents {
  /** Writers that may be in the middle of an event at once. */
  static final int MOST = 8;

  /** Lines of others after which nothing more is expected. */
  static final int PATIENCE = 200;

  /** The same by the source's clock, in milliseconds: an incident must not wait for its end. */
  static final long LONGEST = 5_000;

  /** The first {@link #size} wait, the oldest first; behind them are unused ones. */
  private final PendingEvent[] events = new PendingEvent[MOST];

  private final int[] origins = new int[MOST];
  private final int[] others = new int[MOST];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  boolean isFull() {
    return size == MOST;
  }

  /** Physical lines of all that wait. */
  int lines() {
    int lines = 0;
    for (int i = 0; i < size; i++) {
      lines += events[i].lines();
    }
    return lines;
  }

  /** Lets this event wait; an unused one in exchange. Not to be called when full. */
  PendingEvent park(PendingEvent event, int origin) {
    PendingEvent unused = events[size];
    events[size] = event;
    origins[size] = origin;
    others[size] = 0;
    size++;
    return unused == null ? new PendingEvent() : unused;
  }

  /** Gives back what this writer began, in exchange for an unused one; null when it began none. */
  @Nullable PendingEvent resume(int origin, PendingEvent unused) {
    for (int i = 0; i < size; i++) {
      if (origins[i] == origin) {
        return remove(i, unused);
      }
    }
    return null;
  }

  /** Counts a line, whoever wrote it. */
  void tick() {
    for (int i = 0; i < size; i++) {
      others[i]++;
    }
  }

  /** An event that has waited long enough, by lines or by this clock; null without one. */
  @Nullable PendingEvent expired(long clock) {
    for (int i = 0; i < size; i++) {
      if (others[i] > PATIENCE
          || (!events[i].undated() && clock - events[i].eventTime() > LONGEST)) {
        return events[i];
      }
    }
    return null;
  }

  /** The one that has waited longest. */
  PendingEvent oldest() {
    return events[0];
  }

  /** Forgets an event that was handed over; it is used again. */
  void remove(PendingEvent event) {
    for (int i = 0; i < size; i++) {
      if (events[i] == event) {
        remove(i, event);
        return;
      }
    }
  }

  void write(StateWriter out) {
    out.number(size);
    for (int i = 0; i < size; i++) {
      out.number(origins[i]);
      out.number(others[i]);
      events[i].write(out);
    }
  }

  void read(StateReader in) {
    size = in.index(MOST);
    for (int i = 0; i < size; i++) {
      origins[i] = (int) in.number();
      others[i] = (int) in.number();
      events[i] = new PendingEvent();
      events[i].read(in);
    }
  }

  private PendingEvent remove(int index, PendingEvent unused) {
    PendingEvent event = events[index];
    size--;
    for (int i = index; i < size; i++) {
      events[i] = events[i + 1];
      origins[i] = origins[i + 1];
      others[i] = others[i + 1];
    }
    events[size] = unused;
    return event;
  }
}
