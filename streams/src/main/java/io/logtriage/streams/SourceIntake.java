package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.format.Newlines;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.wire.Decoded;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.streams.envelope.EnvelopeOrigin;
import io.logtriage.streams.envelope.EnvelopeReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes records into their sources: decodes, drops repeats, feeds the lines to detection, keeps the
 * ledger and the deployment's clock. A record that cannot be read is refused, never an exception.
 */
final class SourceIntake {
  /** Lines of others are cut here; our shippers cut at the same length. */
  static final int MAX_LINE = 256 * 1024;

  private final Engine engine;
  private final LiveSources sources;
  private final DeploymentClocks clocks;
  private final TextCheck text = new TextCheck();
  private final EnvelopeReader envelopes = new EnvelopeReader();
  private final PendingFindings findings;
  private final @Nullable ParsedLogs parsedLogs;
  private boolean live;

  /**
   * @param parsedLogs hears of every event, null when nobody wants them all
   */
  SourceIntake(
      Engine engine,
      LiveSources sources,
      DeploymentClocks clocks,
      PendingFindings findings,
      @Nullable ParsedLogs parsedLogs) {
    this.parsedLogs = parsedLogs;
    this.findings = findings;
    this.engine = engine;
    this.sources = sources;
    this.clocks = clocks;
  }

  /**
   * Takes one record.
   *
   * @param refuse is told why when the record, or the rest of it, belongs to the dead letters
   * @param taken is told each source that lines were taken into, when the pending findings holds
   *     what was found in them
   */
  void take(LogsInput input, Consumer<String> refuse, Consumer<LiveSource> taken) {
    live = false;
    if (parsedLogs != null) {
      parsedLogs.at(input.origin(), input.ingest());
    }
    Decoded decoded =
        input.headers().isEmpty()
            ? new Decoded.Foreign()
            : LogsRecord.decode(input.key(), input.value(), input.headers());
    if (decoded instanceof Decoded.Ours ours) {
      taken.accept(takeOurs(ours.record(), input.ingest(), refuse));
    } else if (decoded instanceof Decoded.Malformed malformed) {
      refuse.accept(malformed.reason());
      taken.accept(refused(input));
    } else if (input.value() == null || !takeEnvelope(input, input.value(), refuse, taken)) {
      taken.accept(takeForeign(input, refuse));
    }
  }

  /**
   * Ends the pending event of a source that fell silent.
   *
   * @param refuse is told why when detection failed in it; its lines are counted as dead-lettered
   */
  void flush(LiveSource source, Consumer<String> refuse) {
    detect(source, 0, refuse, source.engine()::flush);
  }

  /** Whether the last record taken held live lines. */
  boolean live() {
    return live;
  }

  private LiveSource takeOurs(LogsRecord record, long ingest, Consumer<String> refuse) {
    LiveSource source = sources.findOrBegin(record.key(), record.source());
    if (!source.source().equals(record.source())) {
      findings.drain(source);
      source.relabel(record.source(), engine);
    }
    int first = record.firstAfter(source.highest(record.shipper()));
    source.counts.in += record.lines();
    source.counts.repeated += first;
    if (first == record.lines()) {
      return source;
    }
    source.counts.truncated += record.truncated() ? 1 : 0;
    source.taken(record.last());
    boolean history = record.history();
    long arrival = history && record.modified() != LogsRecord.UNKNOWN ? record.modified() : ingest;
    detect(source, record.lines() - first, refuse, () -> feed(source, record, first, arrival));
    heard(source, history, arrival, ingest);
    return source;
  }

  private static void feed(LiveSource source, LogsRecord record, int first, long arrival) {
    source.engine().year(record.year());
    for (int i = first; i < record.lines(); i++) {
      source.engine().line(record.value(), record.from(i), record.to(i), record.offset(i), arrival);
    }
  }

  private LiveSource takeForeign(LogsInput input, Consumer<String> refuse) {
    byte[] value = input.value();
    if (value == null || value.length == 0) {
      LiveSource source = foreignSource(input);
      source.counts.in++;
      source.counts.drop("empty", 1);
      return source;
    }
    text.read(value);
    if (!text.isText()) {
      refuse.accept(
          "neither text nor a known envelope: "
              + text.controls()
              + " of "
              + value.length
              + " bytes are control characters");
      return refused(input);
    }
    LiveSource source = foreignSource(input);
    int lines = text.newlines() + (value[value.length - 1] == '\n' ? 0 : 1);
    source.counts.in += lines;
    detect(
        source,
        lines,
        refuse,
        () -> feed(source, value, 0, value.length, lines, input.ingest(), ParsedEvent.NO_TIME));
    heard(source, false, input.ingest(), input.ingest());
    return source;
  }

  /** Lines in the envelope of somebody's shipper; false when the record is none. */
  private boolean takeEnvelope(
      LogsInput input, byte[] value, Consumer<String> refuse, Consumer<LiveSource> taken) {
    return envelopes.read(
        value,
        (origin, bytes, from, to, said) -> {
          LiveSource source = sourceOf(input, origin);
          int lines = lines(bytes, from, to);
          source.counts.in += lines;
          detect(
              source,
              lines,
              refuse,
              () -> feed(source, bytes, from, to, lines, input.ingest(), said));
          heard(source, false, input.ingest(), input.ingest());
          taken.accept(source);
        });
  }

  private LiveSource sourceOf(LogsInput input, EnvelopeOrigin origin) {
    String topic = input.origin().topic();
    byte[] recordKey = ForeignSource.key(input.key(), topic, input.origin().partition());
    Source said = ForeignSource.of(origin, ForeignSource.of(recordKey, topic));
    boolean named = origin.host() != null || origin.path() != null;
    LiveSource source =
        sources.findOrBegin(named ? said.key().getBytes(StandardCharsets.UTF_8) : recordKey, said);
    if (!source.source().equals(said)) {
      findings.drain(source);
      source.relabel(said, engine);
    }
    return source;
  }

  private static int lines(byte[] bytes, int from, int to) {
    int lines = 1;
    for (int at = from; at < to; at++) {
      lines += bytes[at] == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** Several lines in one foreign record are one event: whoever sent them had joined them. */
  private static void feed(
      LiveSource source, byte[] bytes, int from, int to, int lines, long arrival, long said) {
    source.engine().year(0);
    if (lines > 1) {
      source.engine().flush();
    }
    int lineFrom = from;
    for (int line = 0; line < lines; line++) {
      int end = Newlines.find(bytes, lineFrom, to);
      int cut = Math.min(end, lineFrom + MAX_LINE);
      source.counts.truncated += cut < end ? 1 : 0;
      if (said == ParsedEvent.NO_TIME) {
        source.engine().line(bytes, lineFrom, cut, -1, arrival);
      } else {
        source.engine().datedLine(bytes, lineFrom, cut, said);
      }
      lineFrom = end + 1;
    }
    if (lines > 1) {
      source.engine().flush();
    }
  }

  /** Runs detection; what it cannot bear is refused, and the source begins anew behind it. */
  private void detect(LiveSource source, int lines, Consumer<String> refuse, Runnable feed) {
    source.engine().tell(parsedLogs == null ? null : parsedLogs.of(source.source()));
    try {
      feed.run();
      source.count();
    } catch (RuntimeException e) {
      findings.drain(source);
      source.restart(engine, lines);
      refuse.accept("detection failed: " + e);
    }
  }

  private void heard(LiveSource source, boolean history, long arrival, long ingest) {
    DeploymentClock clock = clocks.of(source.source().deployment());
    long eventTime = source.engine().clock();
    boolean dated = eventTime != Long.MIN_VALUE;
    if (!history) {
      clock.live(dated ? eventTime : ingest, ingest);
    } else if (dated) {
      clock.history(eventTime, ingest);
    } else {
      clock.undatedHistory(arrival, ingest);
    }
    if (!history) {
      source.watch.heard(source.engine().lastTime(), ingest);
    }
    live = !history;
    source.clock = clock.time();
    source.heardAt = ingest;
  }

  private LiveSource foreignSource(LogsInput input) {
    byte[] recordKey = input.key();
    LiveSource known = recordKey == null ? null : sources.find(recordKey);
    if (known != null) {
      return known;
    }
    String topic = input.origin().topic();
    byte[] key = ForeignSource.key(recordKey, topic, input.origin().partition());
    return sources.findOrBegin(key, ForeignSource.of(key, topic));
  }

  /** Counts the lines of a refused record with the source that its key names. */
  private LiveSource refused(LogsInput input) {
    LiveSource source = foreignSource(input);
    int lines = 1;
    if (input.value() != null) {
      text.read(input.value());
      lines = Math.max(1, text.newlines());
    }
    source.counts.in += lines;
    source.counts.deadLettered += lines;
    return source;
  }
}
