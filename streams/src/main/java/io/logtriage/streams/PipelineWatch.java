package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.catalogue.PipelineCondition;
import io.logtriage.patterns.detect.QuarantinedPattern;
import io.logtriage.streams.watch.PipelineFindings;
import io.logtriage.streams.watch.SourceWatch;
import io.logtriage.streams.watch.WatchOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/** Asks the sources of one task what is wrong with them, and makes findings of it. */
final class PipelineWatch {
  private static final long LISTEN_EVERY = 5_000;
  private static final long PLACE_EVERY = 10_000;
  private static final long PATTERNS_EVERY = 60_000;

  /** Without input and not known to stand at its end for so long, nothing could be heard. */
  private static final long DEAF_AFTER = 5_000;

  /** Whose trouble it is when it is of no source. */
  private static final Source OURSELVES =
      new Source("logtriage", "run", "logtriage", "logtriage", null, null);

  private final Engine engine;
  private final WatchOptions options;
  private final PipelineFindings findings;
  private final Sink sink;

  /** When to look for the silence of a source; those that may be silent for ever are not here. */
  private final Map<Bytes, Long> deadlines = new HashMap<>();

  private long listeningSince;
  private long listenedAt;
  private long patternsAt;

  /** Who takes the findings. */
  @FunctionalInterface
  interface Sink {
    void finding(String deployment, Finding finding);
  }

  /** Time of a deployment, epoch milliseconds. */
  @FunctionalInterface
  interface Time {
    long of(String deployment);
  }

  private final Time time;

  PipelineWatch(Engine engine, WatchOptions options, Time time, Sink sink, long now) {
    this.engine = engine;
    this.options = options;
    this.findings = new PipelineFindings(engine.catalogue());
    this.time = time;
    this.sink = sink;
    this.listeningSince = now;
  }

  /** A source is in the store, or was found there: listens for its silence from now on. */
  void listenTo(Bytes key, SourceWatch watch) {
    long from = watch.silentFrom();
    if (from == Long.MAX_VALUE) {
      deadlines.remove(key);
    } else {
      deadlines.put(key, from);
    }
  }

  /** Looks at a source of which live lines were just heard. */
  void look(LiveSource source, boolean unkeyed, String topic, long now) {
    source.watch.look(
        source.engine().formatDrift(),
        now,
        (condition, message) -> tell(condition, source.source(), message, Map.of()));
    if (unkeyed) {
      source.watch.tell(
          PipelineCondition.UNKEYED,
          "records of topic " + topic + " come without a key; nothing tells whose lines they are",
          now,
          (condition, message) ->
              tell(condition, source.source(), message, Map.of("kafka.topic", topic)));
    }
  }

  /** Looks, now and then, whether a source speaks on another partition, too. */
  void place(LiveSource source, SourcePlaces places, int partition, long now) {
    if (now - source.placedAt < PLACE_EVERY) {
      return;
    }
    source.placedAt = now;
    places
        .heard(source.key, partition, now)
        .ifPresent(
            other ->
                source.watch.tell(
                    PipelineCondition.SPLIT,
                    "comes on partitions "
                        + Math.min(partition, other)
                        + " and "
                        + Math.max(partition, other)
                        + "; nothing keeps its lines in order",
                    now,
                    (condition, message) -> tell(condition, source.source(), message, Map.of())));
  }

  /**
   * Listens for silence and looks at the patterns, now and then.
   *
   * @param atEnd whether all input was heard
   * @param inputAt when the last record came, by the wall
   * @param ingest when the last record was written
   */
  void tick(long now, boolean atEnd, long inputAt, long ingest, LiveSources sources) {
    if (!options.on()) {
      return;
    }
    if (!atEnd && now - inputAt > DEAF_AFTER) {
      listeningSince = now;
    }
    if (now - listenedAt >= LISTEN_EVERY) {
      listenedAt = now;
      listen(atEnd ? now : ingest, now, sources);
    }
    if (now - patternsAt >= PATTERNS_EVERY) {
      patternsAt = now;
      engine.quarantined().forEach(this::tellQuarantined);
    }
  }

  private void listen(long heardUpTo, long now, LiveSources sources) {
    List<Bytes> due = new ArrayList<>();
    deadlines.forEach(
        (key, deadline) -> {
          if (deadline <= heardUpTo) {
            due.add(key);
          }
        });
    for (Bytes key : due) {
      LiveSource source = sources.find(key.get());
      if (source == null) {
        deadlines.remove(key);
        continue;
      }
      source.watch.listen(
          heardUpTo,
          listeningSince,
          now,
          (condition, message) -> tell(condition, source.source(), message, since(source)));
      sources.changed(source);
      listenTo(key, source.watch);
    }
  }

  private static Map<String, String> since(LiveSource source) {
    long last = source.engine().clock();
    return last == Long.MIN_VALUE
        ? Map.of()
        : Map.of(PipelineFindings.SILENT_SINCE, Instant.ofEpochMilli(last).toString());
  }

  private void tellQuarantined(QuarantinedPattern pattern) {
    tell(
        PipelineCondition.QUARANTINE,
        OURSELVES,
        pattern.toString(),
        Map.of("pattern.symptom", pattern.symptom()));
  }

  private void tell(
      PipelineCondition condition, Source source, String message, Map<String, String> fields) {
    findings
        .finding(condition, source, time.of(source.deployment()), message, fields)
        .ifPresent(finding -> sink.finding(source.deployment(), finding));
  }
}
