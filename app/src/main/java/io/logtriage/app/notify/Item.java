package io.logtriage.app.notify;

import java.util.List;

/**
 * One event in a message.
 *
 * @param identity the incident as it was told first, by which a receiver knows it; as severe as the
 *     most severe of its effects
 * @param effects what its incident caused, told with it and not by itself
 */
record Item(Event event, Notice identity, List<Event> effects) {
  Item {
    effects = List.copyOf(effects);
  }

  /** Same for every attempt to tell it, so that receivers can tell a repeat. */
  String key() {
    return event.notice().id() + ":" + event.transition().word() + ":" + event.notice().version();
  }
}
