package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which tracks a process has findings that another of its symptoms may still explain. */
final class Unexplained {
  private final Map<String, Set<TrackKey>> tracks = new LinkedHashMap<>();

  void add(List<String> processes, TrackKey key) {
    for (String process : processes) {
      tracks.computeIfAbsent(process, any -> new LinkedHashSet<>()).add(key);
    }
    while (tracks.size() > AbsorptionMarks.LIMIT) {
      tracks.remove(tracks.keySet().iterator().next());
    }
  }

  /** Tracks of {@code symptom} with findings of the process that {@code finding} speaks of. */
  List<TrackKey> of(String symptom, Finding finding) {
    String process = AbsorptionMarks.process(finding);
    if (process == null) {
      return List.of();
    }
    return tracks.getOrDefault(process, Set.of()).stream()
        .filter(key -> key.symptom().equals(symptom))
        .toList();
  }
}
