package io.logtriage.streams;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentDocument;
import io.logtriage.streams.incident.IncidentTracker;
import io.logtriage.streams.incident.TaggedEvent;
import io.logtriage.streams.incident.TaggedLogDocument;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The track stage: batches by deployment in, documents of incidents and matching events out. */
final class TrackProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(TrackProcessor.class);

  private final Catalogue catalogue;
  private final long generation;
  private final IncidentDocument incidentDocument;
  private final TaggedLogDocument taggedLogDocument;
  private final List<Output> outputs = new ArrayList<>();
  private final Changes changes = new Collected();
  private ProcessorContext<byte[], byte[]> context;
  private StoreEntries store;
  private IncidentTracker tracker;

  /** One record on its way out. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Output(String child, byte[] key, byte @Nullable [] value, Headers headers) {}

  TrackProcessor(Catalogue catalogue, long generation) {
    this.catalogue = catalogue;
    this.generation = generation;
    this.incidentDocument = new IncidentDocument(catalogue);
    this.taggedLogDocument = new TaggedLogDocument(catalogue);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    store = new StoreEntries(context.getStateStore(IncidentTopology.INCIDENTS));
    tracker = new IncidentTracker(catalogue, store);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    outputs.clear();
    try {
      DeploymentBatch batch = DeploymentBatchCodec.decode(record.value());
      tracker.apply(batch, record.timestamp(), changes);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      refuse(record, e);
    }
    for (Output output : outputs) {
      context.forward(
          new Record<>(output.key(), output.value(), record.timestamp(), output.headers()),
          output.child());
    }
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
    outputs.add(
        new Output(
            IncidentTopology.REFUSED_BATCHES,
            letter.recordKey(),
            letter.encode(),
            new RecordHeaders()));
    tracker = new IncidentTracker(catalogue, store);
  }

  /** Keeps what tracking tells until its call is over. */
  private final class Collected implements Changes {

    @Override
    public void incident(Incident incident, Transition transition) {
      Headers headers = new RecordHeaders();
      headers.add("version", bytes(IncidentDocument.version(generation, incident.revision())));
      headers.add("opened", bytes(incident.opened()));
      outputs.add(
          new Output(
              IncidentTopology.INCIDENT_DOCUMENTS,
              utf8(incident.id()),
              incidentDocument.toBytes(incident),
              headers));
    }

    @Override
    public void tagged(TaggedEvent event) {
      Headers headers = new RecordHeaders();
      headers.add("id", utf8(TaggedLogDocument.id(event)));
      headers.add("time", bytes(event.sample().time()));
      String key = event.incidentId().isEmpty() ? TaggedLogDocument.id(event) : event.incidentId();
      outputs.add(
          new Output(
              IncidentTopology.TAGGED_DOCUMENTS,
              utf8(key),
              taggedLogDocument.toBytes(event),
              headers));
    }
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
