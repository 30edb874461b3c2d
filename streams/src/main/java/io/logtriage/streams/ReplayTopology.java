package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.wire.Topics;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * The {@link IncidentTopology} for input that has an end: the same decoding, detection and
 * tracking, but findings are tracked in order of their time, once all are there.
 *
 * @param partitions of both stages
 */
record ReplayTopology(
    Topics topics, Engine engine, int partitions, ReplayWindow window, ReplayProgress progress)
    implements Supplier<Topology> {
  /** What was read and what was not understood, of each source. */
  static final String OVERVIEW = "overview";

  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], byte[]> detected = detect(readLogs(builder));
    detected.to(
        topics.deadLetters(),
        Produced.with(BYTES, BYTES).withName(IncidentTopology.REFUSED_RECORDS));
    detected.to(ReplayOverview.topic(topics), Produced.with(BYTES, BYTES).withName(OVERVIEW));
    KStream<byte[], byte[]> tracked = track(byDeployment(detected));
    tracked.to(
        topics.incidents(),
        Produced.with(BYTES, BYTES).withName(IncidentTopology.INCIDENT_DOCUMENTS));
    tracked.to(
        topics.taggedLogs(),
        Produced.with(BYTES, BYTES).withName(IncidentTopology.TAGGED_DOCUMENTS));
    return builder.build();
  }

  private KStream<byte[], byte[]> readLogs(StreamsBuilder builder) {
    return builder.stream(topics.logs(), Consumed.with(BYTES, BYTES).withName("logs"));
  }

  private KStream<byte[], byte[]> detect(KStream<byte[], byte[]> logs) {
    return logs.process(
        new IncidentTopology.Stage(
            () -> new ReplaySourceProcessor(engine, partitions, window, progress),
            Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(IncidentTopology.SOURCES),
                        Serdes.Bytes(),
                        BYTES)
                    .withLoggingEnabled(Map.of())
                    .withCachingDisabled(),
                CommitHook.builder(IncidentTopology.SOURCES_COMMIT))),
        Named.as("detect"));
  }

  private KStream<byte[], byte[]> byDeployment(KStream<byte[], byte[]> detected) {
    return detected
        .mapValues(batch -> batch, Named.as(IncidentTopology.FINDINGS))
        .repartition(
            Repartitioned.with(BYTES, BYTES)
                .withName("by-deployment")
                .withNumberOfPartitions(partitions)
                .withStreamPartitioner(new ReplayEnd.Partitioner()));
  }

  private KStream<byte[], byte[]> track(KStream<byte[], byte[]> batches) {
    return batches.process(
        new IncidentTopology.Stage(
            () -> new ReplayTrackProcessor(engine.catalogue(), 0, partitions, window, progress),
            Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(ReplayTrackProcessor.FINDINGS),
                        Serdes.Bytes(),
                        BYTES)
                    .withLoggingEnabled(Map.of())
                    .withCachingDisabled())),
        Named.as("track"));
  }
}
