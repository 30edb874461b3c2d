package io.logtriage.streams.incident;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tracks of one deployment, by symptom and group. */
final class Tracks {
  /** Groups of one symptom; what further groups show goes to {@link #OTHERS} together. */
  static final int MAX_GROUPS = 5_000;

  /** Value of each grouping field of what is no group of its own. */
  static final String OTHERS = "(others)";

  private final Map<TrackKey, Track> tracks = new LinkedHashMap<>();
  private final Map<String, Integer> groups = new HashMap<>();
  private final Overflow overflow;

  Tracks(Overflow overflow) {
    this.overflow = overflow;
  }

  @Nullable Track find(TrackKey key) {
    return tracks.get(key);
  }

  /** The track, a new one when there is none. */
  Track of(TrackKey key) {
    Track known = tracks.get(key);
    if (known != null) {
      return known;
    }
    Track track = new Track();
    tracks.put(key, track);
    groups.merge(key.symptom(), 1, Integer::sum);
    return track;
  }

  /** Where findings of this group go, which is elsewhere when the symptom has too many. */
  TrackKey admit(TrackKey wanted, long findings) {
    if (isAdmitted(wanted)) {
      return wanted;
    }
    overflow.add(Bound.GROUPS, findings);
    TreeMap<String, String> others = new TreeMap<>(wanted.group());
    others.replaceAll((name, value) -> OTHERS);
    return new TrackKey(wanted.symptom(), others);
  }

  /** Whether the group has a track of its own, or may have one. */
  boolean isAdmitted(TrackKey key) {
    return tracks.containsKey(key) || groups.getOrDefault(key.symptom(), 0) < MAX_GROUPS;
  }

  void remove(TrackKey key) {
    if (tracks.remove(key) != null) {
      groups.merge(key.symptom(), -1, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  void forEachEpisode(Consumer<Episode> action) {
    tracks.values().forEach(track -> track.forEach(action));
  }
}
