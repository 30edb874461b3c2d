package io.logtriage.streams.incident;

import io.logtriage.streams.watch.PipelineFindings;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the sources of one deployment were silent: nothing found is no sign of health there. Read
 * from the incidents that tell of silence, so that it makes no difference when those came.
 */
final class Silences {
  /** Of a deployment whose sources nobody watches. */
  static final Silences NONE = new Silences(null, new Tracks(new Overflow()));

  private final @Nullable String symptom;
  private final Tracks tracks;

  /**
   * @param symptom of the incidents that tell of silence; null when the catalogue has none
   * @param tracks of the deployment
   */
  Silences(@Nullable String symptom, Tracks tracks) {
    this.symptom = symptom;
    this.tracks = tracks;
  }

  boolean are(TrackKey key) {
    return key.symptom().equals(symptom);
  }

  /** Whether the source was silent at any time after {@code from} and before {@code to}. */
  boolean cover(String host, String path, long from, long to) {
    if (symptom == null) {
      return false;
    }
    Map<String, String> source = Map.of("host.name", host, "log.file.path", path);
    Track track = tracks.find(new TrackKey(symptom, new TreeMap<>(source)));
    return track != null
        && track.episodes().stream()
            .map(Episode::evidence)
            .anyMatch(silence -> since(silence) < to && silence.last() > from);
  }

  /** Since when it was silent, which is before anybody told. */
  private static long since(Evidence silence) {
    String since = silence.lead().fields().get(PipelineFindings.SILENT_SINCE);
    try {
      return since == null ? silence.first() : Instant.parse(since).toEpochMilli();
    } catch (DateTimeParseException e) {
      return silence.first();
    }
  }
}
