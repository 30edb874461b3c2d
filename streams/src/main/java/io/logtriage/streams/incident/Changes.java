package io.logtriage.streams.incident;

/** What tracking tells the world. */
public interface Changes {

  /** An incident's whole new state, worth emitting (opened, meaningful change, resolved, ...). */
  void incident(Incident incident, Transition transition);

  /**
   * A matching event, to be written to {@code tagged-logs}; its incident's id is empty while the
   * open condition is not met.
   */
  void tagged(TaggedEvent event);

  /** The retention of a closed incident is over: its key wants a tombstone. */
  void forgotten(String incidentId, long opened);

  /** Why an incident is emitted. */
  enum Transition {
    OPENED,
    UPDATED,
    RESOLVED,
    REOPENED,
    MERGED
  }
}
