package io.logtriage.streams.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Incidents that left the state: their last records are taken from the topic when they have been
 * closed for longer than the retention. Until then an entry of the store alone remembers each, by
 * the time of its end, so that neither memory nor a restart matters.
 */
final class EndedIncidents {
  static final String PREFIX = "ended/";

  private static final int VERSION = 1;

  /** Entries taken at a time; the others wait for the next sweep. */
  private static final int MAX_AT_ONCE = 1_000;

  private static final long SWEEP_EVERY = Duration.ofMinutes(1).toMillis();

  private final IncidentStore store;
  private final long retention;
  private long sweptAt = Long.MIN_VALUE;

  EndedIncidents(IncidentStore store, Duration retention) {
    this.store = store;
    this.retention = retention.toMillis();
  }

  /**
   * Remembers an incident that left the state.
   *
   * @param endedAt epoch milliseconds of the wall
   */
  void add(Episode incident, long endedAt) {
    StateWriter out = new StateWriter(VERSION);
    out.text(incident.id());
    out.number(incident.opened());
    out.number(incident.revision());
    store.put(key(endedAt) + '/' + incident.id(), out.toBytes());
  }

  /** Whether an incident that ended then has been kept long enough. */
  boolean isOver(long endedAt, long now) {
    return endedAt < now - retention;
  }

  /** Whether it is time to look again. */
  boolean due(long now) {
    if (sweptAt != Long.MIN_VALUE && now - sweptAt < SWEEP_EVERY) {
      return false;
    }
    sweptAt = now;
    return true;
  }

  /** Tells of those whose retention is over, and forgets them. */
  void sweep(long now, Changes changes) {
    List<String> over = new ArrayList<>();
    store.range(
        PREFIX,
        key(now - retention),
        (key, bytes) -> {
          if (over.size() < MAX_AT_ONCE) {
            over.add(key);
            StateReader in = new StateReader(key, bytes, VERSION);
            changes.ended(in.text(), in.number(), in.number() + 1);
          }
        });
    over.forEach(key -> store.put(key, null));
  }

  /** Sorts by time. */
  private static String key(long time) {
    return PREFIX + String.format("%016x", Math.max(0, time));
  }
}
