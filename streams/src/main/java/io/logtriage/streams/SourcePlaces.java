package io.logtriage.streams;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * On which partition each source of this instance was heard last: one that speaks on two of them at
 * a time has no order.
 */
final class SourcePlaces {
  /** How long a source counts as speaking on a partition, milliseconds. */
  private static final long PRESENT = 120_000;

  private static final int MAX_SOURCES = 100_000;

  private final Map<Bytes, Place> places = new ConcurrentHashMap<>();

  private record Place(int partition, long at) {}

  /** Notes a source; the other partition on which it was heard lately, if there is one. */
  OptionalInt heard(Bytes source, int partition, long now) {
    if (places.size() >= MAX_SOURCES) {
      places.values().removeIf(place -> now - place.at() > PRESENT);
    }
    if (places.size() >= MAX_SOURCES && !places.containsKey(source)) {
      return OptionalInt.empty();
    }
    Place before = places.put(source, new Place(partition, now));
    return before == null || before.partition() == partition || now - before.at() > PRESENT
        ? OptionalInt.empty()
        : OptionalInt.of(before.partition());
  }
}
