package io.logtriage.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.LogsRecordBuilder;
import io.logtriage.patterns.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology against a real broker. Each test has topics of its own, by prefix. */
class IncidentStreamsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BENIGN = "[2026-11-22 15:00:00 +0000] [7] [INFO] Booting worker";
  private static final String TIMEOUT =
      "[2026-11-22 15:00:01 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:12)";

  private static EmbeddedKafka kafka;
  @TempDir Path folder;

  @BeforeAll
  static void startKafka() {
    kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults()).start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void setUpCreatesTheTopicsOnce() {
    TopicSetup setup = new TopicSetup(config(), new Topics("twice-"), TopicSetup.Plan.standard());
    assertThat(setup.create(PATIENCE))
        .containsExactly(
            "twice-logs", "twice-incidents", "twice-tagged-logs", "twice-dead-letters");
    assertThat(setup.create(PATIENCE)).isEmpty();
  }

  @Test
  void anAbsentBrokerIsNamedWithItsAddressAndHowLongItWasAwaited() {
    TopicSetup setup =
        new TopicSetup(
            Map.of("bootstrap.servers", "127.0.0.1:9"), new Topics(""), TopicSetup.Plan.standard());
    assertThatThrownBy(() -> setup.create(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("127.0.0.1:9")
        .hasMessageContaining("within 1 s");
  }

  @Test
  void aLineBecomesAnIncidentAlsoWhenNoOtherLineFollows() {
    StreamsOptions options = prepared("follow-");
    try (IncidentStreams streams = new IncidentStreams(options, engine())) {
      streams.start();
      send(options, record(0, TIMEOUT));
      assertThat(firstIncident(options)).contains("\"symptom\":\"worker-timeout\"");
      await().atMost(PATIENCE).until(() -> streams.check().ready());
      assertThat(streams.check().lag()).isZero();
    }
  }

  @Test
  void positionsAndCountsSurviveARestartAndTheLossOfTheStateFolder() {
    StreamsOptions options = prepared("restart-");
    LogsRecord record = record(0, BENIGN, TIMEOUT, BENIGN);
    runUntil(options, record, "\"matched\":1,\"unmatched\":2,\"pending\":0");
    runUntil(options, record, "\"repeated\":3");
    StreamsOptions elsewhere =
        StreamsOptions.of(kafka.bootstrapServers(), folder.resolve("empty"))
            .withTopics(options.topics());
    runUntil(elsewhere, record, "\"repeated\":6");
  }

  @Test
  void aResetReadsEverythingAgainAndItsDocumentsAreNewer() {
    StreamsOptions options = prepared("reset-");
    LogsRecord record = record(0, BENIGN, TIMEOUT, BENIGN);
    runUntil(options, record, "\"matched\":1,\"unmatched\":2,\"pending\":0");
    Generations generations = new Generations(options);
    assertThat(generations.current()).isZero();
    assertThat(generations.reset()).isEqualTo(1);
    assertThat(generations.reset()).isEqualTo(2);
    assertThat(generations.current()).isEqualTo(2);
    StreamsOptions again = options.withGeneration(2);
    try (IncidentStreams streams = new IncidentStreams(again, engine())) {
      streams.start();
      await()
          .atMost(PATIENCE)
          .until(() -> ledger(streams), text -> text.contains("\"repeated\":0"));
      await().atMost(PATIENCE).until(() -> ledger(streams).contains("\"matched\":1"));
      await().atMost(PATIENCE).until(() -> versions(again).contains((2L << 40) + 1));
      assertThatThrownBy(new Generations(again, Duration.ofMillis(1))::reset)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("stop every run first");
    }
  }

  @Test
  void aSecondInstanceOnTheSameFolderIsToldWhy() {
    StreamsOptions options = prepared("second-");
    try (IncidentStreams first = new IncidentStreams(options, engine());
        IncidentStreams second = new IncidentStreams(options, engine())) {
      first.start();
      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(options.stateDir().toString())
          .hasMessageContaining("another instance");
    }
  }

  private void runUntil(StreamsOptions options, LogsRecord record, String ledger) {
    try (IncidentStreams streams = new IncidentStreams(options, engine())) {
      streams.start();
      send(options, record);
      await().atMost(PATIENCE).until(() -> ledger(streams), text -> text.contains(ledger));
      assertThat(streams.ledger())
          .contains("\"tracking\":{\"deployments\":")
          .doesNotContain("\"adds_up\":false");
    }
  }

  private static String ledger(IncidentStreams streams) {
    try {
      return streams.ledger();
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static List<Long> versions(StreamsOptions options) {
    List<Long> versions = new ArrayList<>();
    try (IncidentReader reader =
        new IncidentReader(
            options.clientConfig(), options.topics().incidents(), IncidentReader.From.BEGINNING)) {
      reader.start(PATIENCE);
      reader.poll(Duration.ofMillis(500), (id, version, opened, document) -> versions.add(version));
    }
    return versions;
  }

  private static String firstIncident(StreamsOptions options) {
    List<String> documents = new ArrayList<>();
    try (IncidentReader reader =
        new IncidentReader(
            options.clientConfig(), options.topics().incidents(), IncidentReader.From.BEGINNING)) {
      reader.start(PATIENCE);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  reader.poll(
                          Duration.ofMillis(100),
                          (id, version, opened, document) ->
                              documents.add(new String(document, UTF_8)))
                      > 0);
    }
    return documents.get(0);
  }

  private StreamsOptions prepared(String prefix) {
    Topics topics = new Topics(prefix);
    new TopicSetup(config(), topics, new TopicSetup.Plan(1, (short) 1, Duration.ofDays(1)))
        .create(PATIENCE);
    return StreamsOptions.of(kafka.bootstrapServers(), folder.resolve("state")).withTopics(topics);
  }

  private static LogsRecord record(long offset, String... lines) {
    LogsRecordBuilder builder = new LogsRecordBuilder(TopologyFixture.SOURCE, "shipper-1", 0);
    long next = offset;
    for (String line : lines) {
      byte[] bytes = line.getBytes(UTF_8);
      builder.line(bytes, 0, bytes.length, next);
      next += bytes.length + 1;
    }
    return builder.build();
  }

  private static void send(StreamsOptions options, LogsRecord record) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            options.clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> sent =
          new ProducerRecord<>(
              options.topics().logs(),
              null,
              record.key(),
              record.value(),
              TopologyFixture.headers(record));
      assertThat(producer.send(sent)).succeedsWithin(PATIENCE);
    }
  }

  private static Map<String, Object> config() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private static Engine engine() {
    return Engine.of(Catalogue.builtIn());
  }
}
