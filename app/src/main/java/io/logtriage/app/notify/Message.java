package io.logtriage.app.notify;

import java.util.List;

/**
 * What is told at once.
 *
 * @param silent events that are remembered and not told: effects of an incident told before, and
 *     their ends
 */
record Message(List<Item> items, List<Event> silent) {
  Message {
    items = List.copyOf(items);
    silent = List.copyOf(silent);
  }

  boolean isEmpty() {
    return items.isEmpty() && silent.isEmpty();
  }
}
