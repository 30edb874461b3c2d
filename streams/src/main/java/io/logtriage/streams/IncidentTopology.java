package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.watch.WatchOptions;
import java.time.Duration;
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
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From lines to incidents:
 *
 * <pre>
 * [logs] -> detect per source -> by deployment -> track -> [incidents] [tagged-logs]
 *                 |                                  |
 *                 +--------> [dead-letters] <--------+
 *                 +--------> [parsed-logs], when wanted
 * </pre>
 */
final class IncidentTopology implements Supplier<Topology> {
  static final String SOURCES = "sources";
  static final String SOURCES_COMMIT = "sources-commit";
  static final String INCIDENTS = "incidents";
  static final String BY_DEPLOYMENT = "by-deployment";

  /** Children of the stages, to which they forward by name. */
  static final String FINDINGS = "findings";

  static final String REFUSED_RECORDS = "refused-records";
  static final String PARSED_LOGS = "parsed-logs";
  static final String REFUSED_BATCHES = "refused-batches";
  static final String INCIDENT_DOCUMENTS = "incident-documents";
  static final String TAGGED_DOCUMENTS = "tagged-documents";

  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  private final Topics topics;
  private final Engine engine;
  private final InputEnd inputEnd;
  private final IngestTime ingestTime;
  private final long generation;
  private final WatchOptions watch;
  private final Gauges gauges;
  private final boolean parsedLogs;

  IncidentTopology(
      Topics topics,
      Engine engine,
      InputEnd inputEnd,
      IngestTime ingestTime,
      long generation,
      WatchOptions watch,
      Gauges gauges,
      boolean parsedLogs) {
    this.parsedLogs = parsedLogs;
    this.topics = topics;
    this.engine = engine;
    this.inputEnd = inputEnd;
    this.ingestTime = ingestTime;
    this.generation = generation;
    this.watch = watch;
    this.gauges = gauges;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], byte[]> detected = detect(readLogs(builder));
    detected.to(topics.deadLetters(), Produced.with(BYTES, BYTES).withName(REFUSED_RECORDS));
    if (parsedLogs) {
      detected.to(topics.parsedLogs(), Produced.with(BYTES, BYTES).withName(PARSED_LOGS));
    }
    KStream<byte[], byte[]> tracked = track(byDeployment(detected));
    tracked.to(topics.incidents(), Produced.with(BYTES, BYTES).withName(INCIDENT_DOCUMENTS));
    tracked.to(topics.taggedLogs(), Produced.with(BYTES, BYTES).withName(TAGGED_DOCUMENTS));
    tracked.to(topics.deadLetters(), Produced.with(BYTES, BYTES).withName(REFUSED_BATCHES));
    return builder.build();
  }

  private KStream<byte[], byte[]> readLogs(StreamsBuilder builder) {
    return builder.stream(
        topics.logs(),
        Consumed.with(BYTES, BYTES).withTimestampExtractor(ingestTime).withName("logs"));
  }

  private KStream<byte[], byte[]> detect(KStream<byte[], byte[]> logs) {
    long horizon = horizon();
    return logs.process(
        new Stage(
            () ->
                new SourceProcessor(
                    engine, inputEnd, ingestTime, horizon, watch, gauges, parsedLogs),
            Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(SOURCES), Serdes.Bytes(), BYTES)
                    .withLoggingEnabled(Map.of())
                    .withCachingDisabled(),
                CommitHook.builder(SOURCES_COMMIT))),
        Named.as("detect"));
  }

  private static KStream<byte[], byte[]> byDeployment(KStream<byte[], byte[]> detected) {
    return detected
        .mapValues(batch -> batch, Named.as(FINDINGS))
        .repartition(Repartitioned.with(BYTES, BYTES).withName(BY_DEPLOYMENT));
  }

  private KStream<byte[], byte[]> track(KStream<byte[], byte[]> batches) {
    return batches.process(
        new Stage(
            () -> new TrackProcessor(engine.catalogue(), generation, gauges),
            Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(INCIDENTS), Serdes.String(), BYTES)
                    .withLoggingEnabled(Map.of())
                    .withCachingEnabled())),
        Named.as("track"));
  }

  /** An hour longer than any incident waits for a finding. */
  private long horizon() {
    Duration longest = Duration.ofHours(1);
    for (Symptom symptom : engine.catalogue().symptoms()) {
      Duration waits = symptom.quiet().plus(symptom.reopen());
      longest = waits.compareTo(longest) > 0 ? waits : longest;
    }
    return longest.plusHours(1).toMillis();
  }

  /** A processor and the stores that are its own. */
  record Stage(
      Supplier<Processor<byte[], byte[], byte[], byte[]>> processor, Set<StoreBuilder<?>> stores)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return processor.get();
    }
  }
}
