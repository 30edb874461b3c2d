package io.logtriage.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.LogsRecordBuilder;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.patterns.wire.WireHeader;
import io.logtriage.streams.incident.DocumentSchema;
import io.logtriage.streams.watch.WatchOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with the built-in catalogue, and a wall clock that only tests move. */
final class TopologyFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-22T15:00:00Z");
  static final String KEY = "web-1:/var/log/gunicorn/error.log";
  static final Source SOURCE =
      new Source(
          "web-1",
          "/var/log/gunicorn/error.log",
          "shop",
          "shop-api",
          java.time.ZoneOffset.UTC,
          null);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Topics TOPICS = new Topics("");

  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> logs;
  private boolean atEnd = true;
  private Instant now = START;
  private long offset;

  TopologyFixture(Path stateDir) {
    this(stateDir, WatchOptions.standard());
  }

  TopologyFixture(Path stateDir, WatchOptions watch) {
    this(stateDir, watch, false);
  }

  TopologyFixture(Path stateDir, WatchOptions watch, boolean parsedLogs) {
    StreamsOptions options = StreamsOptions.of("localhost:1", stateDir);
    IncidentTopology topology =
        new IncidentTopology(
            TOPICS,
            Engine.of(Catalogue.builtIn()),
            partition -> atEnd,
            new IngestTime(Clock.fixed(START.plus(Duration.ofDays(3650)), ZoneOffset.UTC)),
            0,
            watch,
            new Gauges(),
            parsedLogs);
    driver = new TopologyTestDriver(topology.get(), options.streamsConfig(), START);
    logs =
        driver.createInputTopic(
            TOPICS.logs(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Whether the task stands at the end of its input. */
  void atEnd(boolean newAtEnd) {
    atEnd = newAtEnd;
  }

  /** Lets wall time pass. */
  void pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  /** What time it is. */
  Instant now() {
    return now;
  }

  /** A record that no shipper of ours sent. */
  void foreign(String key, String value) {
    logs.pipeInput(new TestRecord<>(key.getBytes(UTF_8), value.getBytes(UTF_8), now));
  }

  void foreign(byte[] key, byte[] value, Headers headers) {
    logs.pipeInput(new TestRecord<>(key, value, headers, now.toEpochMilli()));
  }

  /** A record of ours behind those before. */
  LogsRecord ship(String... lines) {
    LogsRecordBuilder builder = builder();
    return send(fill(builder, lines));
  }

  /** A record of ours with lines that stood in the file before. */
  LogsRecord shipHistory(String... lines) {
    return send(fill(builder().history(START.toEpochMilli()), lines));
  }

  LogsRecord send(LogsRecord record) {
    logs.pipeInput(
        new TestRecord<>(record.key(), record.value(), headers(record), now.toEpochMilli()));
    return record;
  }

  static Headers headers(LogsRecord record) {
    Headers headers = new RecordHeaders();
    for (WireHeader header : record.headers()) {
      headers.add(header.name(), header.value());
    }
    return headers;
  }

  List<JsonNode> incidents() {
    return values(TOPICS.incidents()).stream()
        .map(DocumentSchema.INCIDENT::check)
        .map(TopologyFixture::json)
        .toList();
  }

  /** Documents of every event. */
  List<JsonNode> parsedLogs() {
    return values(TOPICS.parsedLogs()).stream().map(TopologyFixture::json).toList();
  }

  /** The statuses of all incident documents so far that were not read, in order. */
  List<String> statuses() {
    return incidents().stream()
        .map(
            document ->
                document.at("/incident/symptom").asText()
                    + " "
                    + document.at("/incident/status").asText())
        .toList();
  }

  List<TestRecord<byte[], byte[]>> records(String topic) {
    List<TestRecord<byte[], byte[]>> records =
        driver
            .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList();
    if (topic.equals(TOPICS.taggedLogs())) {
      records.forEach(record -> DocumentSchema.TAGGED_LOG.check(record.value()));
    }
    return records;
  }

  List<DeadLetter> deadLetters() {
    return values(TOPICS.deadLetters()).stream().map(DeadLetter::decode).toList();
  }

  KeyValueStore<Bytes, byte[]> sources() {
    return driver.getKeyValueStore(IncidentTopology.SOURCES);
  }

  LineCounts counts(String key) {
    return StoredSource.decode(sources().get(Bytes.wrap(key.getBytes(UTF_8)))).counts();
  }

  @Override
  public void close() {
    driver.close();
  }

  private List<byte[]> values(String topic) {
    return records(topic).stream().map(TestRecord::value).toList();
  }

  private static LogsRecordBuilder builder() {
    return new LogsRecordBuilder(SOURCE, "shipper-1", 0);
  }

  private LogsRecord fill(LogsRecordBuilder builder, String... lines) {
    for (String line : lines) {
      byte[] bytes = line.getBytes(UTF_8);
      builder.line(bytes, 0, bytes.length, offset);
      offset += bytes.length + 1;
    }
    return builder.build();
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
