package io.logtriage.streams.incident;

import java.util.function.BiConsumer;

/**
 * Where tracking keeps what must survive a crash. Every change is written through within the call
 * that made it; everything is read back once, at the start.
 */
public interface IncidentStore {

  /** Writes one entry; null removes it. */
  void put(String key, byte @org.jspecify.annotations.Nullable [] value);

  /** Hands every entry to {@code entries}, in key order. */
  void load(BiConsumer<String, byte[]> entries);
}
