package io.logtriage.streams;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentDocument;
import io.logtriage.streams.incident.TaggedEvent;
import io.logtriage.streams.incident.TaggedLogDocument;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What tracking tells, as records that wait until its call is over. */
final class TrackedDocuments implements Changes {
  private final long generation;
  private final IncidentDocument incidentDocument;
  private final TaggedLogDocument taggedLogDocument;
  private final Catalogue catalogue;
  private final List<Output> outputs = new ArrayList<>();

  /** One record on its way out. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Output(String child, byte[] key, byte @Nullable [] value, Headers headers) {}

  TrackedDocuments(Catalogue catalogue, long generation) {
    this.catalogue = catalogue;
    this.generation = generation;
    this.incidentDocument = new IncidentDocument(catalogue);
    this.taggedLogDocument = new TaggedLogDocument(catalogue);
  }

  void clear() {
    outputs.clear();
  }

  /** Sends all that waits to the children of the track stage. */
  void forward(ProcessorContext<byte[], byte[]> context, long timestamp) {
    for (Output output : outputs) {
      context.forward(
          new Record<>(output.key(), output.value(), timestamp, output.headers()), output.child());
    }
    outputs.clear();
  }

  /** A batch that tracking could not bear. */
  void refused(DeadLetter letter) {
    outputs.add(
        new Output(
            IncidentTopology.REFUSED_BATCHES,
            letter.recordKey(),
            letter.encode(),
            new RecordHeaders()));
  }

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

  /** A record without a value: compaction takes away all that came before it. */
  @Override
  public void ended(String id, long opened, long revision) {
    Headers headers = new RecordHeaders();
    headers.add("version", bytes(IncidentDocument.version(generation, revision)));
    headers.add("opened", bytes(opened));
    outputs.add(new Output(IncidentTopology.INCIDENT_DOCUMENTS, utf8(id), null, headers));
  }

  @Override
  public void tagged(TaggedEvent event) {
    if (catalogue.find(event.finding().symptom()).filter(Symptom::isOfPipeline).isPresent()) {
      return; // No line of a log shows it.
    }
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

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
