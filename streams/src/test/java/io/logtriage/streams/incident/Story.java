package io.logtriage.streams.incident;

import static io.logtriage.streams.incident.Findings.START;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import io.logtriage.streams.incident.Changes.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Feeds one tracker and writes down what it tells, as {@code "opened disk 0s"}: transition,
 * symptom, and the second since the start at which it opened, was seen last or resolved.
 */
final class Story implements Changes {
  private static final IncidentDocument DOCUMENTS = new IncidentDocument(Symptoms.CATALOGUE);
  private static final TaggedLogDocument TAGGED = new TaggedLogDocument(Symptoms.CATALOGUE);

  final MemoryStore store = new MemoryStore();
  final List<String> told = new ArrayList<>();
  final Map<String, Incident> incidents = new LinkedHashMap<>();
  final List<String> ended = new ArrayList<>();
  final List<TaggedEvent> tagged = new ArrayList<>();
  private final boolean live;
  private IncidentTracker tracker;
  private long heardAt;

  Story() {
    this(false);
  }

  private Story(boolean live) {
    this.live = live;
    restart();
  }

  /** Lines come as they are written. */
  static Story live() {
    return new Story(true);
  }

  /** The finding, with the clock at its time. */
  Story at(long second, String symptom) {
    return finding(Findings.of(symptom, second), second);
  }

  /** The finding, when the clock is at {@code second} already. */
  Story finding(Finding finding, long second) {
    return batch("feed", second, List.of(finding));
  }

  Story clock(long second) {
    return batch("feed", second, List.of());
  }

  Story batch(String feed, long second, List<Finding> findings) {
    return apply(new DeploymentBatch("web-1", feed, START + second * 1000, findings), heardAt);
  }

  /** A sign of recovery, heard when the clock is at {@code clock}. */
  Story sign(String symptom, long second, long clock) {
    Recovery sign = new Recovery(symptom, Findings.of(symptom, 0).group(), START + second * 1000);
    return apply(
        new DeploymentBatch("web-1", "feed", START + clock * 1000, List.of(), List.of(sign)),
        heardAt);
  }

  Story undated(Finding finding) {
    return apply(new DeploymentBatch("web-1", "feed", Long.MIN_VALUE, List.of(finding)), heardAt);
  }

  Story apply(DeploymentBatch batch, long wall) {
    heardAt = wall;
    tracker.apply(batch, wall, this);
    return this;
  }

  Story flush() {
    tracker.flush(this);
    return this;
  }

  /** What a crash leaves is what the store holds. */
  Story restart() {
    tracker =
        live
            ? IncidentTracker.live(Symptoms.CATALOGUE, store)
            : new IncidentTracker(Symptoms.CATALOGUE, store);
    return this;
  }

  TrackerCounts counts() {
    return tracker.counts();
  }

  Incident only() {
    if (incidents.size() != 1) {
      throw new AssertionError("expected one incident, found " + incidents.values());
    }
    return incidents.values().iterator().next();
  }

  Incident incident(String symptom) {
    return incidents.values().stream()
        .filter(incident -> incident.symptom().equals(symptom))
        .findFirst()
        .orElseThrow();
  }

  static long second(long time) {
    return (time - START) / 1000;
  }

  @Override
  public void incident(Incident incident, Transition transition) {
    if (transition != Transition.UPDATED) {
      DocumentSchema.INCIDENT.check(DOCUMENTS.toBytes(incident));
    }
    incidents.put(incident.id(), incident);
    Long resolved = incident.resolvedAt();
    long time =
        switch (transition) {
          case OPENED -> incident.opened();
          case RESOLVED -> resolved == null ? 0 : resolved;
          default -> incident.lastSeen();
        };
    told.add(
        transition.name().toLowerCase(Locale.ROOT)
            + " "
            + incident.symptom()
            + " "
            + second(time)
            + "s");
  }

  @Override
  public void ended(String id, long opened, long revision) {
    ended.add(id);
  }

  @Override
  public void tagged(TaggedEvent event) {
    DocumentSchema.TAGGED_LOG.check(TAGGED.toBytes(event));
    tagged.add(event);
  }
}
