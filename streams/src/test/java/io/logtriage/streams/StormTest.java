package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line shows a symptom, one line a record, as fast as it goes. */
class StormTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LINES = 100_000;
  private static final int SECONDS = 10;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void aStormOfBadGatewaysFloodsNoTopic() throws Exception {
    try (EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults()).start()) {
      Topics topics = new Topics("storm-");
      StreamsOptions options =
          StreamsOptions.of(kafka.bootstrapServers(), folder).withTopics(topics);
      new TopicSetup(
              options.clientConfig(), topics, new TopicSetup.Plan(1, (short) 1, Duration.ofDays(1)))
          .create(PATIENCE);
      send(options);
      try (IncidentStreams streams = new IncidentStreams(options, Engine.of(Catalogue.builtIn()))) {
        long begun = System.nanoTime();
        streams.start();
        Awaitility.await().atMost(PATIENCE).until(() -> streams.check().lag() == 0);
        long commits = 2 + (System.nanoTime() - begun) / options.commitInterval().toNanos();
        assertThat(records(options, "storm-logtriage-by-deployment-repartition"))
            .as("batches in %d commits", commits)
            .isLessThan(3 * commits);
        assertThat(records(options, topics.incidents())).isLessThan(60);
        assertThat(records(options, topics.taggedLogs())).isLessThanOrEqualTo(3 * 1_000);
        assertThat(streams.totals().matched()).isEqualTo(LINES);
        assertThat(streams.totals().addsUp()).isTrue();
        assertThat(streams.metrics())
            .contains("logtriage_lines_total{outcome=\"matched\"} " + LINES)
            .contains("logtriage_source_lines_total{source=\"web-1:/access.log\",outcome=\"in\"}");
      }
    }
  }

  private static void send(StreamsOptions options) {
    byte[] key = "web-1:/access.log".getBytes(StandardCharsets.UTF_8);
    Future<?> last = CompletableFuture.completedFuture(null);
    Instant start = Instant.now().minusSeconds(SECONDS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            options.clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < LINES; i++) {
        String line =
            "203.0.113."
                + i % 250
                + " - - ["
                + STAMP.format(start.plusSeconds((long) i * SECONDS / LINES))
                + "] \"GET /item/"
                + i
                + " HTTP/1.1\" 502 157 \"-\" \"check\"";
        last =
            producer.send(
                new ProducerRecord<>(
                    options.topics().logs(), key, line.getBytes(StandardCharsets.UTF_8)));
      }
      assertThat(last).succeedsWithin(PATIENCE);
    }
  }

  /** How many records a topic was given, markers of transactions among them. */
  private static long records(StreamsOptions options, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            options.clientConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> ends =
          consumer.endOffsets(
              consumer.partitionsFor(topic).stream()
                  .map(info -> new TopicPartition(topic, info.partition()))
                  .toList());
      return ends.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
