package io.logtriage.streams.incident;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which tracks have signs of recovery: those to be stored, and those that wait for a finding. */
final class RecoverySigns {
  /** Tracks without findings at most; the one that waits longest is given up. */
  private static final int MAX_WAITING = 1_000;

  private final Overflow overflow;
  private final Set<TrackKey> unsaved = new LinkedHashSet<>();
  private final Set<TrackKey> waiting = new LinkedHashSet<>();

  RecoverySigns(Overflow overflow) {
    this.overflow = overflow;
  }

  /** A sign was added to {@code track}. */
  void changed(TrackKey key, Track track) {
    unsaved.add(key);
    if (track.isEmpty()) {
      waiting.add(key);
    }
  }

  /** A finding of the track came. */
  void found(TrackKey key) {
    waiting.remove(key);
  }

  /** The track left the state. */
  void gone(TrackKey key) {
    unsaved.add(key);
  }

  void save(String deployment, Tracks tracks, IncidentStore store) {
    Iterator<TrackKey> oldest = waiting.iterator();
    for (int over = waiting.size() - MAX_WAITING; over > 0; over--) {
      TrackKey key = oldest.next();
      oldest.remove();
      tracks.remove(key);
      overflow.add(Bound.RECOVERY_GROUPS, 1);
      unsaved.add(key);
    }
    for (TrackKey key : unsaved) {
      Track track = tracks.find(key);
      byte[] value =
          track == null || track.recoveries().isEmpty() ? null : track.recoveries().toBytes(key);
      store.put(StoreKeys.recovery(deployment, key), value);
    }
    unsaved.clear();
  }
}
