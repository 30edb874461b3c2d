package io.logtriage.app.notify;

/**
 * Something about an incident that has to be told.
 *
 * @param document the incident as it stands on the topic
 * @param partition of the topic, on which the incident stays
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Event(Transition transition, Notice notice, byte[] document, int partition) {

  /** What happened to it. */
  enum Transition {
    OPENED,
    REOPENED,
    RESOLVED,
    /** Found to be one with another incident. */
    MERGED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  boolean opens() {
    return notice.isOpen();
  }

  /** The same in a newer state: nothing happened in between that would have to be told. */
  Event with(Notice newer, byte[] newerDocument) {
    return new Event(transition, newer, newerDocument, partition);
  }
}
