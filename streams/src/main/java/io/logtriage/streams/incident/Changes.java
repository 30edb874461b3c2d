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

  /** Why an incident is emitted. */
  enum Transition {
    OPENED,
    UPDATED,
    RESOLVED,
    REOPENED,
    MERGED
  }
}
