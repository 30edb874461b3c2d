package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.wire.Position;
import io.logtriage.streams.watch.SourceWatch;
import io.logtriage.streams.watch.WatchOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One source in memory, between its records. Belongs to its task's thread. */
final class LiveSource {
  /** Of how many shippers the position is kept; one is the rule. */
  private static final int MAX_SHIPPERS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(LiveSource.class);

  final Bytes key;
  final LineCounts counts;

  /** How far the deployment's time had come, and when that was heard; see {@link StoredSource}. */
  long clock;

  long heardAt;

  /** Wall time of the last record, epoch milliseconds: tells when a pending event is complete. */
  long touchedAt;

  /** Wall time at which its partition was noted last, epoch milliseconds. */
  long placedAt;

  /** Whether it differs from what the store holds. */
  boolean dirty;

  /** Whether it stands in the list of sources with a pending event. */
  boolean waiting;

  final SourceWatch watch;

  private final List<Position> positions;
  private Source source;
  private SourceEngine engine;
  private long engineMatched;
  private long engineUnmatched;

  private LiveSource(
      Bytes key,
      Source source,
      SourceEngine engine,
      List<Position> positions,
      LineCounts counts,
      long clock,
      long heardAt,
      SourceWatch watch) {
    this.key = key;
    this.watch = watch;
    this.source = source;
    this.engine = engine;
    this.positions = positions;
    this.counts = counts;
    this.clock = clock;
    this.heardAt = heardAt;
    this.engineMatched = engine.matched();
    this.engineUnmatched = engine.unmatched();
  }

  static LiveSource begin(Bytes key, Source source, Engine engine, WatchOptions options) {
    return new LiveSource(
        key,
        source,
        engine.open(source),
        new ArrayList<>(1),
        new LineCounts(),
        Long.MIN_VALUE,
        Long.MIN_VALUE,
        new SourceWatch(options, source.key()));
  }

  static LiveSource restore(Bytes key, StoredSource stored, Engine engine, WatchOptions options) {
    SourceEngine restored;
    try {
      restored = engine.open(stored.source(), stored.snapshot());
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "State of source {} is not readable and begins anew; {} pending lines are counted as"
              + " dropped: {}",
          stored.source().key(),
          stored.counts().pending,
          e.getMessage());
      restored = engine.open(stored.source());
      stored.counts().drop("state-unreadable", stored.counts().pending);
      stored.counts().pending = 0;
    }
    SourceWatch watch = new SourceWatch(options, stored.source().key());
    watch.restore(stored.watch());
    return new LiveSource(
        key,
        stored.source(),
        restored,
        stored.positions(),
        stored.counts(),
        stored.clock(),
        stored.heardAt(),
        watch);
  }

  StoredSource toStored() {
    return new StoredSource(
        source, positions, counts, clock, heardAt, engine.snapshot(), watch.state());
  }

  Source source() {
    return source;
  }

  SourceEngine engine() {
    return engine;
  }

  /** Goes on under other labels: the shipper was given another deployment, zone or format. */
  void relabel(Source newSource, Engine factory) {
    engine = factory.open(newSource, engine.snapshot());
    source = newSource;
    engineMatched = engine.matched();
    engineUnmatched = engine.unmatched();
  }

  /** The highest line taken from this shipper, null when there is none. */
  @Nullable Position highest(String shipper) {
    for (Position position : positions) {
      if (position.shipper().equals(shipper)) {
        return position;
      }
    }
    return null;
  }

  void taken(Position last) {
    if (last.isRepeatOf(highest(last.shipper()))) {
      return;
    }
    positions.removeIf(position -> position.shipper().equals(last.shipper()));
    positions.add(last);
    if (positions.size() > MAX_SHIPPERS) {
      positions.remove(0);
    }
  }

  /** Begins detection anew after it failed: what it had not finished is counted as refused. */
  void restart(Engine factory, long linesGiven) {
    long before = counts.matched + counts.unmatched + counts.pending;
    count();
    counts.pending = 0;
    counts.deadLettered += linesGiven - (counts.matched + counts.unmatched - before);
    engine = factory.open(source);
    engineMatched = engine.matched();
    engineUnmatched = engine.unmatched();
  }

  /** Brings the counts up to what the engine did since the last call. */
  void count() {
    counts.matched += engine.matched() - engineMatched;
    counts.unmatched += engine.unmatched() - engineUnmatched;
    counts.pending = engine.pendingLines();
    engineMatched = engine.matched();
    engineUnmatched = engine.unmatched();
  }
}
