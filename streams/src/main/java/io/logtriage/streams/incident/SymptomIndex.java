package io.logtriage.streams.incident;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One deployment's incidents of one symptom, by the time when they were first seen. */
final class SymptomIndex {
  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::first).thenComparing(Position::id);

  /** Behind every id: those are hexadecimal. */
  private static final String LAST_ID = "g";

  private final NavigableMap<Position, Episode> byFirst = new TreeMap<>(ORDER);
  private final Map<Episode, Position> positions = new HashMap<>();
  private final Map<String, Episode> byId = new HashMap<>();
  private @Nullable Episode latest;

  private record Position(long first, String id) {}

  /** The incident seen last, which stays in state so that undated findings can join it. */
  @Nullable Episode latest() {
    return latest;
  }

  @Nullable Episode find(String id) {
    return byId.get(id);
  }

  /** Adds an incident, or notes where it has moved; the one that is no longer the latest. */
  @Nullable Episode put(Episode incident) {
    Position position = new Position(incident.evidence().first(), incident.id());
    Position before = positions.put(incident, position);
    if (!position.equals(before)) {
      if (before != null) {
        byFirst.remove(before);
      }
      byFirst.put(position, incident);
      byId.put(incident.id(), incident);
    }
    Episode old = latest;
    if (old == incident || (old != null && !old.gone() && isLater(old, incident))) {
      return null;
    }
    latest = incident;
    return old;
  }

  private static boolean isLater(Episode a, Episode b) {
    long left = a.evidence().last();
    long right = b.evidence().last();
    return left != right ? left > right : a.id().compareTo(b.id()) > 0;
  }

  void remove(Episode incident) {
    Position position = positions.remove(incident);
    if (position != null) {
      byFirst.remove(position);
      byId.remove(incident.id());
    }
  }

  /** The last incident that began before this one or with it; null when there is none. */
  @Nullable Episode lastBefore(Episode effect) {
    return valueOf(byFirst.floorEntry(new Position(effect.evidence().first(), LAST_ID)));
  }

  /** The first incident that began after this one; null when there is none. */
  @Nullable Episode firstAfter(Episode effect) {
    return valueOf(byFirst.higherEntry(new Position(effect.evidence().first(), LAST_ID)));
  }

  private static @Nullable Episode valueOf(Map.@Nullable Entry<Position, Episode> entry) {
    return entry == null ? null : entry.getValue();
  }

  /** Takes out an incident for good: the one seen last may be another now. */
  void removeForGood(Episode incident) {
    remove(incident);
    if (latest == incident) {
      latest = null;
      byFirst.values().forEach(this::noteLatest);
    }
  }

  private void noteLatest(Episode incident) {
    Episode known = latest;
    if (known == null || isLater(incident, known)) {
      latest = incident;
    }
  }

  /** Incidents first seen from {@code from} to {@code to}, the latest first. */
  Collection<Episode> firstSeen(long from, long to) {
    return from > to
        ? List.of()
        : byFirst
            .subMap(new Position(from, ""), true, new Position(to, LAST_ID), true)
            .descendingMap()
            .values();
  }

  /**
   * The incidents that may explain {@code effect}, the likeliest first: those that were active from
   * {@code from} on and began before it, the last one first; then those that began after it, until
   * {@code to}.
   *
   * @param strictlyBefore whether only those count that stand before {@code effect} in time
   */
  Stream<Episode> candidates(long from, long to, Episode effect, boolean strictlyBefore) {
    Episode newest = latest;
    if (newest == null || newest.evidence().last() < from) {
      return Stream.empty();
    }
    Position began = new Position(effect.evidence().first(), LAST_ID);
    Stream<Episode> before =
        byFirst.headMap(began, true).descendingMap().values().stream()
            .filter(incident -> incident.evidence().last() >= from && incident != effect)
            .filter(incident -> !strictlyBefore || isBefore(incident, effect));
    Position end = new Position(to, LAST_ID);
    return strictlyBefore || ORDER.compare(began, end) >= 0
        ? before
        : Stream.concat(before, byFirst.subMap(began, false, end, true).values().stream());
  }

  /** A total order in which no incident explains an earlier one, so that links never go round. */
  private static boolean isBefore(Episode cause, Episode effect) {
    long left = cause.evidence().first();
    long right = effect.evidence().first();
    return left != right ? left < right : TrackKey.ORDER.compare(cause.key(), effect.key()) < 0;
  }
}
