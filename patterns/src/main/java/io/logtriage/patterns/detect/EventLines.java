package io.logtriage.patterns.detect;

import io.logtriage.patterns.format.ParsedEvent;

/**
 * The lines of an event, the first one from its message on, without their ends.
 *
 * <p>Patterns look at one line at a time, so that {@code ^} is the beginning of a message or of an
 * exception and nothing else.
 */
final class EventLines {
  private final ParsedEvent event;
  private final boolean backwards;
  private int from;
  private int to;

  /** Where the next line begins (forwards) or the one before ends (backwards); -1 at the end. */
  private int at;

  private EventLines(ParsedEvent event, boolean backwards) {
    this.event = event;
    this.backwards = backwards;
    this.at = backwards ? event.to : event.messageFrom;
  }

  static EventLines forwards(ParsedEvent event) {
    return new EventLines(event, false);
  }

  static EventLines backwards(ParsedEvent event) {
    return new EventLines(event, true);
  }

  boolean next() {
    if (at < 0) {
      return false;
    }
    if (backwards) {
      to = at;
      from = to;
      while (from > event.messageFrom && event.bytes[from - 1] != '\n') {
        from--;
      }
      at = from > event.messageFrom ? from - 1 : -1;
    } else {
      from = at;
      to = from;
      while (to < event.to && event.bytes[to] != '\n') {
        to++;
      }
      at = to < event.to ? to + 1 : -1;
    }
    if (to > from && event.bytes[to - 1] == '\r') {
      to--;
    }
    return true;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}
