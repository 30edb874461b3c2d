package io.logtriage.streams;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.streams.incident.IncidentStore;
import io.logtriage.streams.incident.IncidentTracker;
import io.logtriage.streams.scan.FindingMerge;
import io.logtriage.streams.scan.OrderedTracking;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The track stage of a replay: keeps findings until all input has ended, then tracks them in the
 * one order that a scan of the same lines has. That makes it a function of the findings: whatever
 * interrupts it, it begins again from them and tells the same once more, under the same versions.
 */
final class ReplayTrackProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  static final String FINDINGS = "replay-findings";

  private static final Duration TICK = Duration.ofMillis(20);

  /** How long tracking goes on before Kafka Streams gets its turn. */
  private static final long TURN = Duration.ofMillis(200).toNanos();

  private final Catalogue catalogue;
  private final int partitions;
  private final ReplayWindow window;
  private final ReplayProgress progress;
  private final TrackedDocuments documents;
  private ProcessorContext<byte[], byte[]> context;
  private ReplayFindings findings;
  private @Nullable Merging merging;
  private boolean done;

  /** A merge under way; hands on what lies in the window. */
  private record Merging(
      FindingMerge merge, OrderedTracking tracking, ReplayWindow window, ReplayProgress progress)
      implements FindingMerge.Sink {

    @Override
    public void finding(String deployment, Finding finding) {
      if (window.contains(finding.first())) {
        tracking.finding(deployment, finding);
      }
      progress.tracked();
    }

    @Override
    public void recovery(String deployment, Recovery recovery) {
      if (window.contains(recovery.time())) {
        tracking.recovery(deployment, recovery);
      }
    }
  }

  /**
   * @param partitions of the source stage: as many ends are awaited
   */
  ReplayTrackProcessor(
      Catalogue catalogue,
      long generation,
      int partitions,
      ReplayWindow window,
      ReplayProgress progress) {
    this.catalogue = catalogue;
    this.partitions = partitions;
    this.window = window;
    this.progress = progress;
    this.documents = new TrackedDocuments(catalogue, generation);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    findings = new ReplayFindings(context.getStateStore(FINDINGS));
    done = findings.done();
    if (done) {
      progress.done(context.taskId().partition());
    }
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (ReplayEnd.isKey(record.key())) {
      findings.ended(ReplayEnd.from(record.key()));
    } else {
      findings.add(record.value());
    }
  }

  private void tick(long now) {
    if (done || findings.ended() < partitions) {
      return;
    }
    Merging current = merging == null ? begin() : merging;
    merging = current;
    long end = System.nanoTime() + TURN;
    while (!done && System.nanoTime() < end) {
      if (!current.merge().next(current)) {
        finish(current);
      }
      documents.forward(context, now);
    }
  }

  private Merging begin() {
    return new Merging(
        new FindingMerge(List.copyOf(findings.queues())),
        new OrderedTracking(new IncidentTracker(catalogue, IncidentStore.none()), documents),
        window,
        progress);
  }

  private void finish(Merging current) {
    findings.clocks(
        (deployment, clock) -> current.tracking().reached(deployment, window.clock(clock)));
    current.tracking().finish();
    findings.markDone();
    merging = null;
    done = true;
    progress.done(context.taskId().partition());
  }
}
