package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.WireHeader;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.scan.SourceOverview;
import io.logtriage.streams.watch.WatchOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source stage of a replay: as the live one, but no wall clock takes part. An event is complete
 * when its source goes on or the input has ended, and findings travel under their source's name,
 * which their order is kept by.
 */
final class ReplaySourceProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final int LIVE_SOURCES = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(ReplaySourceProcessor.class);

  private final Engine engine;
  private final int partitions;
  private final ReplayProgress progress;
  private ProcessorContext<byte[], byte[]> context;
  private LiveSources sources;
  private final PendingFindings findings = new PendingFindings();
  private SourceIntake intake;

  /**
   * @param partitions of the tracking stage
   * @param window what lies outside is not reported as not understood, either
   */
  ReplaySourceProcessor(
      Engine engine, int partitions, ReplayWindow window, ReplayProgress progress) {
    this.engine = engine.collectingUnmatched(window::contains);
    this.partitions = partitions;
    this.progress = progress;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    sources =
        new LiveSources(
            engine,
            context.getStateStore(IncidentTopology.SOURCES),
            LIVE_SOURCES,
            WatchOptions.off(),
            source -> {});
    findings.clear();
    intake = new SourceIntake(engine, sources, new DeploymentClocks(0), findings, null);
    CommitHook hook = context.getStateStore(IncidentTopology.SOURCES_COMMIT);
    hook.beforeCommit(sources::write);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.headers().lastHeader(ReplayEnd.HEADER) != null) {
      end(record.timestamp());
      return;
    }
    LogsInput input = input(record);
    intake.take(
        input,
        reason -> refuse(input, reason, record.timestamp()),
        source -> taken(source, record.timestamp()));
    progress.taken(record.value() == null ? 0 : record.value().length);
  }

  private void taken(LiveSource source, long now) {
    sources.changed(source);
    findings.drain(source);
    if (!findings.deployments().isEmpty()) {
      send(source, now);
    }
  }

  private void end(long now) {
    sources.write();
    List<Bytes> keys = new ArrayList<>();
    sources.forEachStored((key, stored) -> keys.add(key));
    for (Bytes key : keys) {
      LiveSource source = sources.find(key.get());
      if (source != null) {
        intake.flush(source, reason -> LOG.warn("Source {}: {}", source.source().key(), reason));
        findings.drain(source);
        sources.changed(source);
        send(source, now);
        tell(source, now);
      }
    }
    sources.write();
    int from = context.taskId().partition();
    for (int to = 0; to < partitions; to++) {
      context.forward(
          new Record<>(ReplayEnd.key(from, to), new byte[0], now), IncidentTopology.FINDINGS);
    }
    progress.ended(from);
  }

  private void send(LiveSource source, long now) {
    String deployment = source.source().deployment();
    PendingFindings.Found found = findings.take(deployment);
    DeploymentBatch batch =
        new DeploymentBatch(
            deployment,
            source.source().key(),
            source.engine().clock(),
            found.findings(),
            found.recoveries());
    byte[] key = deployment.getBytes(StandardCharsets.UTF_8);
    for (byte[] part : DeploymentBatchCodec.encode(batch, Long.MIN_VALUE)) {
      context.forward(new Record<>(key, part, now), IncidentTopology.FINDINGS);
    }
  }

  /** Once, at the end; what leads to it lies in the source's state. */
  private void tell(LiveSource source, long now) {
    int number = 0;
    for (byte[] part : ReplayOverview.encode(SourceOverview.of(source.source(), source.engine()))) {
      byte[] key = (source.source().key() + " " + number++).getBytes(StandardCharsets.UTF_8);
      context.forward(new Record<>(key, part, now), ReplayTopology.OVERVIEW);
    }
  }

  private void refuse(LogsInput input, String reason, long now) {
    DeadLetter letter = RefusedRecord.letter(input, reason, now);
    context.forward(
        new Record<>(letter.recordKey(), letter.encode(), now), IncidentTopology.REFUSED_RECORDS);
  }

  private LogsInput input(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    List<WireHeader> headers = new ArrayList<>();
    long ingest = record.timestamp();
    for (Header header : record.headers()) {
      byte[] value = header.value() == null ? new byte[0] : header.value();
      if (header.key().equals(ReplayEnd.INGEST) && value.length == Long.BYTES) {
        ingest = ByteBuffer.wrap(value).getLong();
      } else {
        headers.add(new WireHeader(header.key(), value));
      }
    }
    return new LogsInput(
        record.key(),
        record.value(),
        headers,
        new DeadLetter.Origin.TopicRecord(at.topic(), at.partition(), at.offset()),
        ingest);
  }
}
