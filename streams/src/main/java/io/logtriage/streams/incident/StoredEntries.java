package io.logtriage.streams.incident;

import java.util.function.BiConsumer;

/** What tracking keeps, for reading. */
public interface StoredEntries {

  /** Hands over every entry from {@code from} to before {@code to}, in order of their keys. */
  void range(String from, String to, BiConsumer<String, byte[]> entries);
}
