package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Source;
import io.logtriage.streams.watch.WatchOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one task: the lately heard ones live in memory, all of them in the store.
 *
 * <p>A changed source is written once per commit ({@link #write()}, called by the {@link
 * CommitHook}), not once per record: writing a source costs more than detecting in a line.
 */
final class LiveSources {
  private final Engine engine;
  private final WatchOptions options;
  private final Consumer<LiveSource> saving;
  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Bytes, LiveSource> live;
  private final List<LiveSource> dirty = new ArrayList<>();
  private @Nullable LiveSource last;

  /**
   * @param saving hears of each source before it is put into the store
   */
  LiveSources(
      Engine engine,
      KeyValueStore<Bytes, byte[]> store,
      int limit,
      WatchOptions options,
      Consumer<LiveSource> saving) {
    this.engine = engine;
    this.options = options;
    this.saving = saving;
    this.store = store;
    this.live = new LeastRecentlyHeard(limit);
  }

  /** The source of that key, or null when it was never heard. */
  @Nullable LiveSource find(byte[] keyBytes) {
    LiveSource recent = last;
    Bytes key = Bytes.wrap(keyBytes);
    if (recent != null && recent.key.equals(key)) {
      return recent;
    }
    LiveSource found = live.get(key);
    if (found == null) {
      byte[] stored = store.get(key);
      if (stored == null) {
        return null;
      }
      found = LiveSource.restore(key, StoredSource.decode(stored), engine, options);
      live.put(key, found);
    }
    last = found;
    return found;
  }

  LiveSource findOrBegin(byte[] key, Source source) {
    LiveSource found = find(key);
    if (found == null) {
      found = LiveSource.begin(Bytes.wrap(key), source, engine, options);
      live.put(found.key, found);
      last = found;
    }
    return found;
  }

  /** Remembers that a source changed; within the same call of the processor. */
  void changed(LiveSource source) {
    if (!source.dirty) {
      source.dirty = true;
      dirty.add(source);
    }
  }

  void forEachChanged(Consumer<LiveSource> action) {
    dirty.forEach(action);
  }

  /** Writes what changed. */
  void write() {
    for (LiveSource source : dirty) {
      saving.accept(source);
      store.put(source.key, source.toStored().encode());
      source.dirty = false;
    }
    dirty.clear();
  }

  /** Hands over all that the store holds, as it was at the last commit. */
  void forEachStored(BiConsumer<Bytes, StoredSource> action) {
    forEachStored(store.all(), action);
  }

  static void forEachStored(
      KeyValueIterator<Bytes, byte[]> entries, BiConsumer<Bytes, StoredSource> action) {
    try (entries) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        action.accept(entry.key, StoredSource.decode(entry.value));
      }
    }
  }

  /** Bounds the memory: the source heard longest ago goes back to the store. */
  private final class LeastRecentlyHeard extends LinkedHashMap<Bytes, LiveSource> {
    private static final long serialVersionUID = 1L;
    private final int limit;

    LeastRecentlyHeard(int limit) {
      super(1024, 0.75f, true);
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Bytes, LiveSource> eldest) {
      if (size() <= limit) {
        return false;
      }
      if (eldest.getValue().dirty) {
        write();
      }
      return true;
    }
  }
}
