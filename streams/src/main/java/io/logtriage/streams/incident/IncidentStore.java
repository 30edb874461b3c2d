package io.logtriage.streams.incident;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where tracking keeps what must survive a crash. Every change is written through within the call
 * that made it; everything is read back once, at the start.
 */
public interface IncidentStore extends StoredEntries {

  /** Writes one entry; null removes it. */
  void put(String key, byte @Nullable [] value);

  /** For input that is read from its beginning each time: keeps nothing. */
  static IncidentStore none() {
    return new IncidentStore() {
      @Override
      public void put(String key, byte @Nullable [] value) {}

      @Override
      public void load(BiConsumer<String, byte[]> entries) {}
    };
  }

  @Override
  default void range(String from, String to, BiConsumer<String, byte[]> entries) {
    load(
        (key, value) -> {
          if (key.compareTo(from) >= 0 && key.compareTo(to) < 0) {
            entries.accept(key, value);
          }
        });
  }

  /** Hands every entry to {@code entries}, in key order. */
  void load(BiConsumer<String, byte[]> entries);
}
