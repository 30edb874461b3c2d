package io.logtriage.streams;

import io.logtriage.streams.incident.IncidentStore;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The tracker's state in a Kafka Streams store. */
record StoreEntries(KeyValueStore<String, byte[]> store) implements IncidentStore {

  @Override
  public void put(String key, byte @Nullable [] value) {
    store.put(key, value);
  }

  @Override
  public void range(String from, String to, BiConsumer<String, byte[]> entries) {
    range(store, from, to, entries);
  }

  /** As {@link #range(String, String, BiConsumer)}, of a store that can only be read. */
  static void range(
      ReadOnlyKeyValueStore<String, byte[]> store,
      String from,
      String to,
      BiConsumer<String, byte[]> entries) {
    try (KeyValueIterator<String, byte[]> range = store.range(from, to)) {
      while (range.hasNext()) {
        KeyValue<String, byte[]> entry = range.next();
        if (entry.key.compareTo(to) < 0) {
          entries.accept(entry.key, entry.value);
        }
      }
    }
  }

  @Override
  public void load(BiConsumer<String, byte[]> entries) {
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        entries.accept(entry.key, entry.value);
      }
    }
  }
}
