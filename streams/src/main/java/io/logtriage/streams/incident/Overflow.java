package io.logtriage.streams.incident;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each bound was passed. */
final class Overflow {
  private final Map<Bound, Long> times = new EnumMap<>(Bound.class);

  void add(Bound bound, long count) {
    if (count > 0) {
      times.merge(bound, count, Long::sum);
    }
  }

  void addAll(Overflow other) {
    other.times.forEach(this::add);
  }

  /** Of bounds that were passed. */
  SortedMap<String, Long> byWord() {
    SortedMap<String, Long> words = new TreeMap<>();
    times.forEach((bound, count) -> words.put(bound.word(), count));
    return words;
  }

  void write(StateWriter out) {
    out.number(times.size());
    times.forEach(
        (bound, count) -> {
          out.text(bound.word());
          out.number(count);
        });
  }

  /** Reads what was written; a bound that is not known any more is left out. */
  static Overflow read(StateReader in) {
    Overflow read = new Overflow();
    for (long left = in.number(); left > 0; left--) {
      String word = in.text();
      long count = in.number();
      for (Bound bound : Bound.values()) {
        if (bound.word().equals(word)) {
          read.add(bound, count);
        }
      }
    }
    return read;
  }
}
