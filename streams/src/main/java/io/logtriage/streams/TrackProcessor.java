package io.logtriage.streams;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.streams.incident.Bound;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.incident.IncidentTracker;
import io.logtriage.streams.incident.TrackerCounts;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The track stage: batches by deployment in, documents of incidents and matching events out. */
final class TrackProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(TrackProcessor.class);

  /** Counting walks over all incidents. */
  private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

  private final Catalogue catalogue;
  private final TrackedDocuments documents;
  private final Gauges gauges;
  private ProcessorContext<byte[], byte[]> context;
  private StoreEntries store;
  private IncidentTracker tracker;

  TrackProcessor(Catalogue catalogue, long generation, Gauges gauges) {
    this.gauges = gauges;
    this.catalogue = catalogue;
    this.documents = new TrackedDocuments(catalogue, generation);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    store = new StoreEntries(context.getStateStore(IncidentTopology.INCIDENTS));
    tracker = IncidentTracker.live(catalogue, store);
    context.schedule(COUNT_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> count());
  }

  private void count() {
    TrackerCounts counts = tracker.counts();
    gauges.tracked(context.taskId().toString(), counts);
    for (Bound bound : gauges.newlyPassed(counts)) {
      LOG.warn(
          "Tracking keeps no more {}: {}. Told once; logtriage_tracking_overflow_total at /metrics"
              + " counts on",
          bound.word(),
          bound.consequence());
    }
  }

  @Override
  public void close() {
    gauges.untracked(context.taskId().toString());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    documents.clear();
    try {
      DeploymentBatch batch = DeploymentBatchCodec.decode(record.value());
      tracker.apply(batch, record.timestamp(), documents);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      refuse(record, e);
    }
    documents.forward(context, record.timestamp());
  }

  /**
   * A batch that tracking cannot bear must not stop the others: it is told, and tracking goes on.
   */
  private void refuse(Record<byte[], byte[]> record, RuntimeException failure) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    DeadLetter.Origin.TopicRecord origin =
        new DeadLetter.Origin.TopicRecord(at.topic(), at.partition(), at.offset());
    LOG.error("Tracking failed at {}; the batch goes to the dead letters", origin, failure);
    DeadLetter letter =
        new DeadLetter(
            "tracking failed: " + failure,
            origin,
            record.key(),
            record.value(),
            List.of(),
            record.timestamp());
    documents.refused(letter);
    tracker = IncidentTracker.live(catalogue, store);
  }
}
