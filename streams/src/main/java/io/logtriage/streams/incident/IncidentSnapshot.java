package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.streams.incident.Incident.Cause;
import io.logtriage.streams.incident.Incident.RejectedCause;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the world is told of an episode that is an incident. */
final class IncidentSnapshot {
  private IncidentSnapshot() {}

  static Incident of(Episode episode, String catalogue, List<RejectedCause> rejected) {
    Evidence evidence = episode.evidence();
    Evidence.Lead lead = evidence.lead();
    Life life = episode.life();
    CauseLinks links = episode.links();
    TrackKey key = episode.key();
    Map<String, String> fields = new TreeMap<>(lead.fields());
    fields.remove(Finding.SUSPECTED);
    Cause root = links.root();
    return new Incident(
        episode.id(),
        episode.deployment(),
        key.symptom(),
        key.group(),
        episode.revision(),
        life.status(),
        episode.severity(),
        episode.opened(),
        evidence.first(),
        evidence.last(),
        evidence.count(),
        !evidence.dated(),
        life.reopened(),
        life.resolvedAt(),
        life.resolvedBy(),
        life.mergedInto(),
        lead.host(),
        lead.service(),
        lead.dataset(),
        evidence.message(),
        fields,
        evidence.samples(),
        links.cause(),
        root == null ? new Cause(episode.id(), key.symptom()) : root,
        rejected,
        episode.suspected(),
        links.effects(),
        links.effectCount(),
        catalogue);
  }
}
