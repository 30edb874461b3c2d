package io.logtriage.streams.scan;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.unmatched.UnmatchedEvents;
import io.logtriage.patterns.unmatched.UnmatchedTemplate;
import java.util.List;

/**
 * One source after it was read to its end: how much, of which time, and what was not understood.
 *
 * @param key of the source
 * @param matched lines whose event showed a symptom
 * @param unmatched lines whose event showed none
 * @param first earliest event time, epoch milliseconds; greater than {@code last} when no line was
 *     dated
 * @param last latest event time
 * @param further events that complain and belong to none of {@code templates}, of which there are
 *     too many
 */
public record SourceOverview(
    String deployment,
    String key,
    long matched,
    long unmatched,
    long first,
    long last,
    long further,
    List<UnmatchedTemplate> templates) {

  public SourceOverview {
    requireNonNull(deployment, "deployment is null");
    requireNonNull(key, "key is null");
    templates = List.copyOf(templates);
  }

  /** Of a source whose engine collects what it does not understand. */
  public static SourceOverview of(Source source, SourceEngine engine) {
    UnmatchedEvents events = engine.unmatchedEvents();
    return new SourceOverview(
        source.deployment(),
        source.key(),
        engine.matched(),
        engine.unmatched(),
        events == null ? Long.MAX_VALUE : events.firstTime(),
        engine.clock(),
        events == null ? 0 : events.further(),
        events == null ? List.of() : events.templates());
  }

  /** The same with other templates. */
  public SourceOverview with(List<UnmatchedTemplate> others) {
    return new SourceOverview(deployment, key, matched, unmatched, first, last, further, others);
  }
}
