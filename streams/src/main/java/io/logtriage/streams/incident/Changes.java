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

  /**
   * An incident has been closed for longer than the retention: nothing of it is to be kept.
   *
   * @param opened when it opened, epoch milliseconds
   * @param revision behind all that it had
   */
  default void ended(String id, long opened, long revision) {}

  /** Why an incident is emitted. */
  enum Transition {
    OPENED,
    UPDATED,
    RESOLVED,
    REOPENED,
    MERGED
  }
}
