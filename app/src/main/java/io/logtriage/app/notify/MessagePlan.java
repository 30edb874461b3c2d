package io.logtriage.app.notify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts what waits into one message: effects under their root, as long as the root is told. */
final class MessagePlan {
  /** A chain of causes longer than that is not followed. */
  private static final int MAX_CHAIN = 10;

  private final Map<String, Told> told;
  private final Map<String, List<Event>> waiting;

  /** By the id of the root with which they are told. */
  private final Map<String, List<Event>> effectsOf = new LinkedHashMap<>();

  private final Set<String> folded = new HashSet<>();
  private final List<Event> silent = new ArrayList<>();

  MessagePlan(Map<String, Told> told, Map<String, List<Event>> waiting) {
    this.told = told;
    this.waiting = waiting;
  }

  Message message(int maxItems, int maxBytes) {
    waiting.forEach(this::fold);
    List<Item> items = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<String, List<Event>> entry : waiting.entrySet()) {
      if (folded.contains(entry.getKey())) {
        continue;
      }
      List<Event> effects = effectsOf.getOrDefault(entry.getKey(), List.of());
      Notice opening = null;
      for (Event event : entry.getValue()) {
        bytes += event.document().length;
        if (items.size() == maxItems || (bytes > maxBytes && !items.isEmpty())) {
          return new Message(items, silent);
        }
        List<Event> own = event.opens() ? effects : List.of();
        Notice identity = identity(event, own, opening);
        items.add(new Item(event, identity, own));
        if (event.opens()) {
          opening = identity;
          effects = List.of();
        }
      }
    }
    return new Message(items, silent);
  }

  private void fold(String id, List<Event> events) {
    Told before = told.get(id);
    Event first = events.get(0);
    if (!first.opens()) {
      if (before != null && before.status() == Told.Status.FOLDED) {
        folded.add(id);
        silent.addAll(events);
      }
      return;
    }
    Event last = events.get(events.size() - 1);
    String root = rootOf(last.notice());
    if (root == null) {
      return;
    }
    if (waiting.containsKey(root) && waiting.get(root).stream().anyMatch(Event::opens)) {
      folded.add(id);
      effectsOf.computeIfAbsent(root, key -> new ArrayList<>()).addAll(events);
    } else {
      Told rootTold = told.get(root);
      if (rootTold != null
          && rootTold.status() == Told.Status.OPEN
          && last.notice().rank() <= rootTold.notice().rank()) {
        folded.add(id);
        silent.addAll(events);
      }
    }
  }

  /** The first of the causes, when it is open and told, or waits to be. */
  private @Nullable String rootOf(Notice effect) {
    String root = null;
    String cause = effect.causeId();
    for (int i = 0; cause != null && i < MAX_CHAIN; i++) {
      if (cause.equals(effect.id())) {
        return null; // a circle has no root
      }
      Notice notice = openNotice(cause);
      if (notice == null) {
        break;
      }
      root = cause;
      cause = notice.causeId();
    }
    return root;
  }

  private @Nullable Notice openNotice(String id) {
    List<Event> events = waiting.get(id);
    if (events != null) {
      for (Event event : events) {
        if (event.opens()) {
          return event.notice();
        }
      }
    }
    Told known = told.get(id);
    return known != null && known.status() != Told.Status.ENDED ? known.notice() : null;
  }

  /** What a receiver knows the incident by: as it was told, or as it opens now. */
  private Notice identity(Event event, List<Event> effects, @Nullable Notice opening) {
    if (!event.opens()) {
      Told before = told.get(event.notice().id());
      return opening != null ? opening : before != null ? before.notice() : event.notice();
    }
    Notice severest = event.notice();
    for (Event effect : effects) {
      severest = effect.notice().rank() > severest.rank() ? effect.notice() : severest;
    }
    return event.notice().withEffects(severest.severity(), MessageText.caused(effects));
  }
}
