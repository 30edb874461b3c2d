package io.logtriage.streams.incident;

import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a state store does, in memory. */
final class MemoryStore implements IncidentStore {
  final TreeMap<String, byte[]> entries = new TreeMap<>();

  @Override
  public void put(String key, byte @Nullable [] value) {
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
  }

  @Override
  public void load(BiConsumer<String, byte[]> consumer) {
    entries.forEach(consumer);
  }
}
