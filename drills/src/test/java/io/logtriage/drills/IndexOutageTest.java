package io.logtriage.drills;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.ElasticsearchSettings;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.IndexSetup;
import io.logtriage.elastic.IndexVerification;
import io.logtriage.elastic.Indexer;
import io.logtriage.elastic.IndexerStatus.State;
import io.logtriage.elastic.Retention;
import io.logtriage.embedded.EmbeddedElasticsearch;
import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.TopicSetup;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Elasticsearch is away for minutes, again and again, while incidents change all the time. */
class IndexOutageTest {
  private static final int OUTAGES = 2 * Integer.getInteger("logtriage.drills", 1);
  private static final Duration AWAY = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int INCIDENTS = 500;
  private static final byte[] OPENED = number(Instant.parse("2026-05-01T00:00:00Z").toEpochMilli());

  private final Topics topics = new Topics("");
  private final IndexNames names = new IndexNames("");
  private long version;

  @Test
  void afterMinutesWithoutElasticsearchNothingDiffers(@TempDir Path data) {
    try (EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults()).start()) {
      Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
      new TopicSetup(clients, topics, TopicSetup.Plan.standard()).create(PATIENCE);
      EmbeddedElasticsearch elasticsearch = elasticsearch(data, 0);
      String url = elasticsearch.url();
      try (ElasticsearchConnection connection =
              ElasticsearchConnection.open(ElasticsearchSettings.of(url));
          Indexer indexer = new Indexer(clients, topics, new IndexSetup(connection, names));
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
        indexer.start();
        for (int outage = 0; outage < OUTAGES; outage++) {
          change(producer, Duration.ofSeconds(10));
          if (outage % 2 == 0) {
            elasticsearch.close();
          } else {
            elasticsearch.process().destroyForcibly();
            elasticsearch.close();
          }
          change(producer, AWAY);
          assertThat(indexer.check().state()).isEqualTo(State.WAITING);
          elasticsearch = elasticsearch(data, URI.create(url).getPort());
          await().atMost(PATIENCE).until(() -> indexer.check().state() == State.RUNNING);
        }
        change(producer, Duration.ofSeconds(5));
        await().atMost(PATIENCE).until(() -> settled(indexer));

        IndexVerification.Result result =
            new IndexVerification(clients, topics, connection, names, Retention.defaults())
                .verify();
        assertThat(result.incidents()).isEqualTo(INCIDENTS);
        assertThat(result.differences()).isEmpty();
      } finally {
        elasticsearch.close();
      }
    }
  }

  private static boolean settled(Indexer indexer) {
    return indexer.check().lag() == 0 && indexer.check().waiting() == 0;
  }

  private static EmbeddedElasticsearch elasticsearch(Path data, int port) {
    return new EmbeddedElasticsearch(
            EmbeddedElasticsearch.Options.defaults().withPort(port).withData(data))
        .start();
  }

  /** A hundred changes a second. */
  private void change(KafkaProducer<byte[], byte[]> producer, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      version++;
      String id = "i-" + version % INCIDENTS;
      String document =
          "{\"incident\":{\"id\":\"" + id + "\",\"status\":\"open\",\"count\":" + version + "}}";
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topics.incidents(), id.getBytes(UTF_8), document.getBytes(UTF_8));
      record.headers().add("version", number(version)).add("opened", OPENED);
      var unused = producer.send(record);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    producer.flush();
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
