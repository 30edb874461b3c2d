package io.logtriage.streams;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The last state of every incident on a topic: what compaction would leave. */
public final class LastStates {
  private static final Duration POLL = Duration.ofMillis(200);

  private final SortedMap<String, byte[]> documents = new TreeMap<>();
  private final Map<String, Long> versions = new TreeMap<>();

  private LastStates() {}

  /**
   * Reads the topic as it is now.
   *
   * @param patience how long to wait for the broker
   * @return documents by incident id
   * @throws IllegalStateException when no broker answers, or the topic does not exist
   */
  public static SortedMap<String, byte[]> read(
      Map<String, ?> kafka, String topic, Duration patience) {
    LastStates states = new LastStates();
    try (IncidentReader reader = new IncidentReader(kafka, topic, IncidentReader.From.BEGINNING)) {
      reader.start(patience);
      while (!reader.hasReadAllOfTheStart()) {
        reader.poll(POLL, states::take);
      }
    }
    return states.documents;
  }

  private void take(
      String id, long version, long opened, byte @org.jspecify.annotations.Nullable [] document) {
    if (document == null) {
      documents.remove(id);
      versions.remove(id);
    } else if (version >= versions.getOrDefault(id, Long.MIN_VALUE)) {
      documents.put(id, document);
      versions.put(id, version);
    }
  }
}
