package io.logtriage.app.notify;

import io.logtriage.app.notify.Event.Transition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What has been told, and what waits to be: decides what of the topic's states is news. */
final class Backlog {
  private final Predicate<Notice> wanted;
  private final Map<String, Told> told = new HashMap<>();
  private final Map<String, List<Event>> waiting = new LinkedHashMap<>();

  Backlog(Predicate<Notice> wanted) {
    this.wanted = wanted;
  }

  /** Begins anew with what was told until now, of all partitions. */
  void remember(Map<String, Told> known) {
    told.clear();
    told.putAll(known);
  }

  /** Leaves what waits on these partitions to whoever reads them now. */
  void leave(Collection<Integer> partitions) {
    waiting.values().removeIf(events -> partitions.contains(events.get(0).partition()));
  }

  /**
   * Takes an incident's next state.
   *
   * @param history whether it was there before the first start: then only what is open is news
   */
  void take(Notice now, byte[] document, int partition, boolean history) {
    List<Event> events = waiting.get(now.id());
    Event last = events == null ? null : events.get(events.size() - 1);
    Told before = told.get(now.id());
    Notice known = last != null ? last.notice() : before != null ? before.notice() : null;
    if (known != null && now.version() <= known.version()) {
      return; // read again after a restart
    }
    if (history && !now.isOpen() && before == null) {
      waiting.remove(now.id());
      return;
    }
    Transition transition = transition(known == null ? null : known.isOpen(), now);
    if (transition != null) {
      if ((known != null && !now.isOpen()) || wanted.test(now)) {
        waiting
            .computeIfAbsent(now.id(), id -> new ArrayList<>(1))
            .add(new Event(transition, now, document, partition));
      }
    } else if (last != null && events != null) {
      events.set(events.size() - 1, last.with(now, document));
    } else if (before != null
        && before.status() == Told.Status.FOLDED
        && now.rank() > before.notice().rank()
        && wanted.test(now)) {
      // Too severe by now to go unmentioned.
      waiting.put(
          now.id(),
          new ArrayList<>(List.of(new Event(Transition.OPENED, now, document, partition))));
    }
  }

  private static @Nullable Transition transition(@Nullable Boolean wasOpen, Notice now) {
    if (wasOpen != null && wasOpen == now.isOpen()) {
      return null;
    }
    if (now.isOpen()) {
      return wasOpen == null ? Transition.OPENED : Transition.REOPENED;
    }
    return now.status().equals("merged") ? Transition.MERGED : Transition.RESOLVED;
  }

  int size() {
    return waiting.size();
  }

  /** The next message: at most {@code items} items, in the order in which they came. */
  Message next(int items, int bytes) {
    return new MessagePlan(told, waiting).message(items, bytes);
  }

  /**
   * Remembers what a receiver knows now.
   *
   * @return the incidents whose state changed by that
   */
  Map<String, Told> delivered(Message message, long now) {
    Map<String, Told> changed = new LinkedHashMap<>();
    for (Item item : message.items()) {
      Event event = item.event();
      Notice notice = event.opens() ? item.identity() : event.notice();
      settle(event, notice, Told.Status.OPEN, now, changed);
      item.effects()
          .forEach(effect -> settle(effect, effect.notice(), Told.Status.FOLDED, now, changed));
    }
    message
        .silent()
        .forEach(event -> settle(event, event.notice(), Told.Status.FOLDED, now, changed));
    return changed;
  }

  private void settle(
      Event event, Notice notice, Told.Status open, long now, Map<String, Told> changed) {
    Told.Status status = notice.isOpen() ? open : Told.Status.ENDED;
    Told after = new Told(status, event.partition(), now, notice);
    told.put(notice.id(), after);
    changed.put(notice.id(), after);
    List<Event> events = waiting.get(notice.id());
    if (events != null) {
      events.remove(event);
      if (events.isEmpty()) {
        waiting.remove(notice.id());
      }
    }
  }

  /** Incidents told as open and not yet told as over, of these partitions. */
  List<Notice> open(Collection<Integer> partitions) {
    return told.values().stream()
        .filter(one -> one.status() == Told.Status.OPEN && partitions.contains(one.partition()))
        .map(Told::notice)
        .toList();
  }
}
