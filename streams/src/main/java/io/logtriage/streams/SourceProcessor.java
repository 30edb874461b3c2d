package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.watch.SourceWatch;
import io.logtriage.streams.watch.WatchOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source stage: records of {@code logs} in, batches by deployment out. */
final class SourceProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** How many sources stay in memory per task. */
  private static final int LIVE_SOURCES = 10_000;

  private static final Duration TICK = Duration.ofMillis(100);

  /** An event is complete when its source was silent that long, milliseconds. */
  private static final long EVENT_SILENCE = 300;

  /** Time goes on by itself when there was no input for that long, milliseconds. */
  private static final long INPUT_SILENCE = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(SourceProcessor.class);

  private final Engine engine;
  private final InputEnd inputEnd;
  private final IngestTime ingestTime;
  private final long horizon;
  private final WatchOptions watchOptions;
  private final Gauges gauges;
  private final boolean parsedLogs;
  private final PendingFindings findings = new PendingFindings();
  private final Set<Bytes> waiting = new LinkedHashSet<>();
  private ProcessorContext<byte[], byte[]> context;
  private LiveSources sources;
  private DeploymentClocks clocks;
  private SourceIntake intake;
  private String feed;
  private PipelineWatch watch;
  private long inputAt;
  private long ingest = Long.MIN_VALUE;

  /**
   * @param horizon milliseconds for which the time of a silent deployment goes on
   * @param parsedLogs whether every event becomes a record of its own, too
   */
  SourceProcessor(
      Engine engine,
      InputEnd inputEnd,
      IngestTime ingestTime,
      long horizon,
      WatchOptions watchOptions,
      Gauges gauges,
      boolean parsedLogs) {
    this.gauges = gauges;
    this.parsedLogs = parsedLogs;
    this.engine = engine;
    this.watchOptions = watchOptions;
    this.inputEnd = inputEnd;
    this.ingestTime = ingestTime;
    this.horizon = horizon;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    feed = "logs-" + context.taskId().partition();
    sources =
        new LiveSources(
            engine,
            context.getStateStore(IncidentTopology.SOURCES),
            LIVE_SOURCES,
            watchOptions,
            this::saving);
    clocks = new DeploymentClocks(horizon);
    intake =
        new SourceIntake(
            engine,
            sources,
            clocks,
            findings,
            parsedLogs
                ? new ParsedLogs(
                    engine, record -> context.forward(record, IncidentTopology.PARSED_LOGS))
                : null);
    inputAt = context.currentSystemTimeMs();
    watch = new PipelineWatch(engine, watchOptions, this::timeOf, this::tellTrouble, inputAt);
    waiting.clear();
    findings.clear();
    sources.forEachStored(this::restore);
    CommitHook hook = context.getStateStore(IncidentTopology.SOURCES_COMMIT);
    ForwardScope scope = ForwardScope.of(context);
    hook.beforeCommit(
        () -> {
          sources.write();
          if (!findings.deployments().isEmpty()) {
            scope.run(() -> sendFindings(context.currentSystemTimeMs()));
          }
        });
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long now = context.currentSystemTimeMs();
    inputAt = now;
    RecordBundle bundle = RecordBundle.in(record.headers());
    if (bundle == null) {
      take(input(record), now);
      return;
    }
    for (ConsumerRecord<byte[], byte[]> member : bundle.records()) {
      take(LogsInput.of(member, ingestTime.of(member.timestamp())), now);
    }
  }

  private void take(LogsInput input, long now) {
    ingest = Math.max(ingest, input.ingest());
    intake.take(input, reason -> refuse(input, reason, now), source -> taken(source, input, now));
  }

  private void taken(LiveSource source, LogsInput input, long now) {
    source.touchedAt = now;
    if (source.engine().pending()) {
      await(source);
    }
    sources.changed(source);
    if (intake.live()) {
      boolean unkeyed = input.key() == null && ForeignSource.isUnknown(source.source());
      watch.look(source, unkeyed, input.origin().topic(), now);
      watch.place(source, gauges.places(), input.origin().partition(), now);
    }
    if (clocks.of(source.source().deployment()).due(now)) {
      tellDue(now);
    }
  }

  private void restore(Bytes key, StoredSource stored) {
    clocks.of(stored.source().deployment()).restore(stored.clock(), stored.heardAt());
    if (stored.counts().pending > 0) {
      waiting.add(key);
    }
    SourceWatch stillWatched = new SourceWatch(watchOptions, stored.source().key());
    stillWatched.restore(stored.watch());
    watch.listenTo(key, stillWatched);
  }

  private void tick(long now) {
    boolean atEnd = inputEnd.reached(context.taskId().partition());
    if (atEnd) {
      flushSilent(now);
      if (now - inputAt >= INPUT_SILENCE) {
        clocks.advance(now);
      }
    }
    watch.tick(now, atEnd, inputAt, ingest, sources);
    if (clocks.anyDue(now)) {
      tellDue(now);
    }
  }

  private void await(LiveSource source) {
    if (!source.waiting) {
      source.waiting = true;
      waiting.add(source.key);
    }
  }

  private void flushSilent(long now) {
    List<Bytes> silent = new ArrayList<>();
    for (Bytes key : waiting) {
      LiveSource source = sources.find(key.get());
      if (source == null || now - source.touchedAt >= EVENT_SILENCE) {
        silent.add(key);
        if (source != null) {
          source.waiting = false;
          intake.flush(source, reason -> LOG.warn("Source {}: {}", source.source().key(), reason));
          sources.changed(source);
        }
      }
    }
    silent.forEach(waiting::remove);
  }

  private void saving(LiveSource source) {
    findings.drain(source);
    watch.listenTo(source.key, source.watch);
  }

  /** All that was found goes before the time that has passed. */
  private void tellDue(long now) {
    sources.forEachChanged(findings::drain);
    sendFindings(now);
    clocks.tellDue(
        now, (deployment, clock) -> send(deployment, clock, PendingFindings.Found.NOTHING, now));
  }

  private void sendFindings(long now) {
    for (String deployment : List.copyOf(findings.deployments())) {
      send(deployment, clocks.of(deployment), findings.take(deployment).inOrderOfTime(), now);
    }
  }

  private void send(
      String deployment, DeploymentClock clock, PendingFindings.Found found, long now) {
    DeploymentBatch batch =
        new DeploymentBatch(deployment, feed, clock.time(), found.findings(), found.recoveries());
    byte[] key = deployment.getBytes(StandardCharsets.UTF_8);
    for (byte[] part : DeploymentBatchCodec.encode(batch, clock.sentTime())) {
      context.forward(new Record<>(key, part, now), IncidentTopology.FINDINGS);
    }
    clock.sent(now);
  }

  /** What nobody has dated yet happens now. */
  private long timeOf(String deployment) {
    long time = clocks.of(deployment).time();
    return time == Long.MIN_VALUE ? context.currentSystemTimeMs() : time;
  }

  private void tellTrouble(String deployment, Finding finding) {
    long now = context.currentSystemTimeMs();
    DeploymentClock clock = clocks.of(deployment);
    if (clock.time() == Long.MIN_VALUE) {
      clock.live(finding.first(), now);
    }
    gauges.told(finding.symptom());
    findings.add(deployment, finding);
  }

  private void refuse(LogsInput input, String reason, long now) {
    DeadLetter letter = RefusedRecord.letter(input, reason, now);
    context.forward(
        new Record<>(letter.recordKey(), letter.encode(), now), IncidentTopology.REFUSED_RECORDS);
  }

  private LogsInput input(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    return new LogsInput(
        record.key(),
        record.value(),
        LogsInput.wire(record.headers()),
        new DeadLetter.Origin.TopicRecord(at.topic(), at.partition(), at.offset()),
        record.timestamp());
  }
}
