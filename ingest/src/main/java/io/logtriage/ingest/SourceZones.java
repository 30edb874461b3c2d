package io.logtriage.ingest;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.LearnedZones;
import io.logtriage.patterns.files.LogFile;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.SourceFiles;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Zones of stamps that carry none, where nobody said them: this machine's, unless files and a dated
 * sibling show another. What was learned stays, over restarts, too.
 */
final class SourceZones {
  private static final long SHORTEST_NANOS = 1_000_000_000L;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Map<String, ZoneId> learned = new HashMap<>();

  /** Of which nothing is known yet, as nobody said their zone. */
  private final Map<String, Source> open = new HashMap<>();

  /** When their files were last modified at the last look. */
  private final Map<String, Long> looked = new HashMap<>();

  private final Set<String> notes = new LinkedHashSet<>();
  private long pause = SHORTEST_NANOS;
  private long next = System.nanoTime();

  /**
   * @param remembered what {@link #state()} was
   */
  SourceZones(Map<String, String> remembered) {
    remembered.forEach(
        (key, zone) -> {
          try {
            learned.put(key, ZoneId.of(zone));
          } catch (DateTimeException e) {
            notes.add("zone '" + zone + "' of " + key + " is unknown here and is learned anew");
          }
        });
  }

  /** Who reads the topic does not know this machine's zone: each source is given one. */
  Source zoned(Source source) {
    if (source.zone() != null) {
      return source;
    }
    ZoneId zone = learned.get(source.key());
    if (zone != null) {
      notes.add(
          "zone of "
              + source.path()
              + ": "
              + zone
              + " (assumed, as learned before; set it with --zone)");
      return source.withZone(zone);
    }
    if (open.put(source.key(), source) == null) {
      next = System.nanoTime();
      pause = SHORTEST_NANOS;
    }
    return source.withZone(ZoneId.systemDefault());
  }

  /** Looks at what was written since the last look, seldom where that never tells anything. */
  void learn(Collection<FileTail> tails) {
    if (open.isEmpty() || System.nanoTime() < next) {
      return;
    }
    next = System.nanoTime() + pause;
    pause = Math.min(LONGEST_NANOS, pause * 2);
    List<SourceFiles> sources = new ArrayList<>();
    Map<String, FileTail> byKey = new HashMap<>();
    boolean changed = false;
    for (FileTail tail : tails) {
      LogFile newest = tail.files().newest();
      if (newest != null) {
        Source source = open.getOrDefault(tail.source().key(), tail.source());
        sources.add(new SourceFiles(source, List.of(newest)));
        byKey.put(source.key(), tail);
        changed |= isChanged(source, newest);
      }
    }
    if (changed) {
      LearnedZones.of(new LogFiles(sources, List.of()), ZoneId.systemDefault())
          .learned()
          .forEach(each -> take(each, byKey.get(each.source().key())));
    }
  }

  private boolean isChanged(Source source, LogFile newest) {
    Long before = looked.put(source.key(), newest.modified());
    return open.containsKey(source.key()) && (before == null || before != newest.modified());
  }

  private void take(LearnedZones.Learned zone, @Nullable FileTail tail) {
    learned.put(zone.source().key(), zone.zone());
    open.remove(zone.source().key());
    notes.add(zone.toString());
    if (tail != null) {
      tail.zone(zone.zone());
    }
  }

  /** What the checkpoint must hold: the zone's id by source key. */
  Map<String, String> state() {
    Map<String, String> state = new HashMap<>();
    learned.forEach((key, zone) -> state.put(key, zone.getId()));
    return state;
  }

  /** What to say aloud. */
  Set<String> notes() {
    return notes;
  }
}
