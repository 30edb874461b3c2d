package io.logtriage.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.files.FileYears;
import io.logtriage.patterns.files.SourceFiles;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.LogsRecordBuilder;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DocumentSchema;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentDocument;
import io.logtriage.streams.incident.TaggedEvent;
import io.logtriage.streams.scan.Scan;
import io.logtriage.streams.scan.TroubledDay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTopologyTest {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final Topics TOPICS = new Topics("replay-friday-");

  @TempDir private Path folder;
  @TempDir private Path state;

  private TroubledDay day() {
    return new TroubledDay(folder);
  }

  /** However the lines are packed, and whichever source is ahead. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void givesTheVeryIncidentsOfAScan(long seed) {
    List<SourceFiles> sources = day().troubled(new Random(seed));

    Map<String, String> replayed =
        replay(sources, new Random(seed + 100), ReplayWindow.ALL).incidents();

    assertThat(replayed).isEqualTo(scan(sources)).hasSizeGreaterThan(5);
  }

  @Test
  void tellsNothingBeforeTheInputHasEnded() {
    List<SourceFiles> sources = day().troubled(new Random(7));
    try (Driver driver = new Driver(ReplayWindow.ALL)) {
      packed(sources, new Random(7)).forEach(driver::send);
      driver.pass();
      assertThat(driver.incidents()).isEmpty();
      driver.end();
      driver.pass();
      assertThat(driver.incidents()).isNotEmpty();
      assertThat(driver.progress.partitionsDone()).isEqualTo(1);
    }
  }

  @Test
  void dropsWhatAResumedReplaySendsAgain() {
    List<SourceFiles> sources = day().troubled(new Random(8));
    try (Driver driver = new Driver(ReplayWindow.ALL)) {
      List<LogsRecord> records = packed(sources, new Random(8));
      records.subList(0, records.size() / 2).forEach(driver::send);
      records.forEach(driver::send);
      driver.end();
      driver.end();
      driver.pass();
      assertThat(driver.incidents()).isEqualTo(scan(sources));
    }
  }

  @Test
  void countsOnlyWhatLiesInItsWindow() {
    day().write("app/app.log", "2024-02-03 10:00:00,000 ERROR in db: database is locked");
    day().write("app/app.log", "2024-02-03 12:00:00,000 ERROR in db: database is locked");
    day().write("app/app.log", "2024-02-03 14:00:00,000 ERROR in db: database is locked");
    long noon = java.time.Instant.parse("2024-02-03T12:00:00Z").toEpochMilli();

    Map<String, String> incidents =
        replay(day().sources(), new Random(1), new ReplayWindow(noon, noon + 1)).incidents();

    assertThat(incidents.values()).singleElement().asString().contains("2024-02-03T12:00:00");
  }

  /** Times of the lines are nobody's business but the incidents'. */
  @Test
  void keepsTheTimeOfLinesFromPastAndFuture() {
    day().write("app/app.log", "1999-12-31 23:59:59,000 ERROR in db: database is locked");
    day().write("web/app.log", "2099-01-01 00:00:00,000 ERROR in db: database is locked");

    assertThat(replay(day().sources(), new Random(1), ReplayWindow.ALL).incidents())
        .isEqualTo(scan(day().sources()))
        .hasSize(2);
  }

  @Test
  void keepsTheYearsOfStampsThatNameNone() {
    day().write("app/syslog", "Nov  3 10:00:00 web app[7]: ERROR in db: database is locked");
    day().write("app/syslog", "Feb  3 10:00:00 web app[7]: ERROR in db: database is locked");
    day().write("app/syslog", "Jan  3 10:00:00 web app[7]: ERROR in db: database is locked");
    List<SourceFiles> sources =
        day().sources().stream().map(s -> new SourceFiles(s.source(), s.files(), 2019)).toList();

    assertThat(replay(sources, new Random(1), ReplayWindow.ALL).incidents())
        .isEqualTo(scan(sources))
        .hasSize(3)
        .values()
        .anyMatch(incident -> incident.contains("2019-11-03T10:00:00"))
        .anyMatch(incident -> incident.contains("2020-02-03T10:00:00"))
        .anyMatch(incident -> incident.contains("2021-01-03T10:00:00"));
  }

  private Map<String, String> scan(List<SourceFiles> sources) {
    IncidentDocument document = new IncidentDocument(ENGINE.catalogue());
    Map<String, String> last = new TreeMap<>();
    new Scan(ENGINE, sources)
        .run(
            new Changes() {
              @Override
              public void incident(Incident incident, Transition transition) {
                last.put(incident.id(), new String(document.toBytes(incident), UTF_8));
              }

              @Override
              public void tagged(TaggedEvent event) {}
            });
    return last;
  }

  private Driver replay(List<SourceFiles> sources, Random random, ReplayWindow window) {
    try (Driver driver = new Driver(window)) {
      packed(sources, random).forEach(driver::send);
      driver.end();
      driver.pass();
      driver.incidents();
      return driver;
    }
  }

  /** The sources' lines in records of random sizes, the sources in random turns. */
  private static List<LogsRecord> packed(List<SourceFiles> sources, Random random) {
    List<Deque<LogsRecord>> queues = new ArrayList<>();
    for (SourceFiles source : sources) {
      queues.add(new ArrayDeque<>(packed(source, random)));
    }
    List<LogsRecord> records = new ArrayList<>();
    while (queues.stream().anyMatch(queue -> !queue.isEmpty())) {
      LogsRecord next = queues.get(random.nextInt(queues.size())).poll();
      if (next != null) {
        records.add(next);
      }
    }
    return records;
  }

  private static List<LogsRecord> packed(SourceFiles source, Random random) {
    List<LogsRecord> records = new ArrayList<>();
    LogsRecordBuilder builder = new LogsRecordBuilder(source.source(), "archive", 1);
    long modified = source.files().get(0).modified();
    FileYears years = source.years(source.files().get(0), FileYears.NONE);
    long offset = 0;
    for (String line : lines(source.files().get(0).path())) {
      byte[] bytes = line.getBytes(UTF_8);
      if (builder.lines() > 0 && years.at(offset) != years.at(offset - 1)) {
        records.add(builder.history(modified).build());
      }
      builder.year(years.at(offset));
      builder.line(bytes, 0, bytes.length, offset);
      offset += bytes.length + 1;
      if (random.nextInt(8) == 0) {
        records.add(builder.history(modified).build());
      }
    }
    if (builder.lines() > 0) {
      records.add(builder.history(modified).build());
    }
    return records;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The topology with one partition. */
  private final class Driver implements AutoCloseable {
    private final ReplayProgress progress = new ReplayProgress();
    private final Map<String, String> incidents = new TreeMap<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> logs;

    Driver(ReplayWindow window) {
      driver =
          new TopologyTestDriver(
              new ReplayTopology(TOPICS, ENGINE, 1, window, progress).get(),
              StreamsOptions.of("localhost:1", state).withTopics(TOPICS).streamsConfig());
      logs =
          driver.createInputTopic(
              TOPICS.logs(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(LogsRecord record) {
      logs.pipeInput(
          new TestRecord<>(record.key(), record.value(), TopologyFixture.headers(record), 0L));
    }

    void end() {
      logs.pipeInput(
          new TestRecord<>(
              new byte[0],
              new byte[0],
              new RecordHeaders().add(ReplayEnd.HEADER, new byte[0]),
              0L));
    }

    void pass() {
      for (int i = 0; i < 500; i++) {
        driver.advanceWallClockTime(Duration.ofMillis(20));
      }
    }

    /** The last state of each. */
    Map<String, String> incidents() {
      driver
          .createOutputTopic(
              TOPICS.incidents(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList()
          .forEach(
              record ->
                  incidents.put(
                      new String(record.key(), UTF_8),
                      new String(DocumentSchema.INCIDENT.check(record.value()), UTF_8)));
      return incidents;
    }

    @Override
    public void close() {
      driver.close();
    }
  }
}
