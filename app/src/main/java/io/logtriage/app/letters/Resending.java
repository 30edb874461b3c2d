package io.logtriage.app.letters;

import io.logtriage.app.letters.StoredLetter.Place;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.DeadLetter.Origin;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.patterns.wire.WireHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends letters back to where they came from, each once: the record and the note about it are one
 * transaction, and whoever begins a second resending ends the first.
 */
public final class Resending {
  /** Letters in one transaction. */
  private static final int BATCH = 200;

  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Map<String, Object> kafka;
  private final Topics topics;
  private final BiConsumer<StoredLetter, String> refused;

  /** What became of the letters that were asked for. */
  public record Result(int sent, int before, int refused) {}

  /**
   * @param kafka settings of any Kafka client: {@code bootstrap.servers}, security
   * @param refused is told which letters cannot be sent again, and why
   */
  public Resending(
      Map<String, Object> kafka, Topics topics, BiConsumer<StoredLetter, String> refused) {
    this.kafka = Map.copyOf(kafka);
    this.topics = topics;
    this.refused = refused;
  }

  /**
   * Sends again.
   *
   * @param again also what was sent again before
   * @throws KafkaException when the broker does not take it; what was sent is noted then
   */
  public Result send(Predicate<DeadLetter> wanted, boolean again) {
    KafkaProducer<byte[], byte[]> producer = producer();
    try (LetterBox box = new LetterBox(kafka, topics.deadLetters())) {
      // First of all: from here on nobody else adds notes.
      producer.initTransactions();
      Set<Place> resent = box.resent();
      Map<String, Long> newest =
          new NewestStates(kafka, topics.incidents()).of(incidents(box, wanted));
      Sender sender = new Sender(producer, again ? Set.of() : resent, newest);
      box.forEach(
          stored -> {
            if (wanted.test(stored.letter())) {
              sender.take(stored);
            }
          },
          place -> {});
      sender.finish();
      return new Result(sender.sent, sender.before, sender.refusals);
    } finally {
      producer.close(CLOSE);
    }
  }

  private Set<String> incidents(LetterBox box, Predicate<DeadLetter> wanted) {
    Set<String> ids = new HashSet<>();
    box.forEach(
        stored -> {
          DeadLetter letter = stored.letter();
          byte[] key = letter.key();
          if (key != null && wanted.test(letter) && topics.incidents().equals(topic(letter))) {
            ids.add(new String(key, StandardCharsets.UTF_8));
          }
        },
        place -> {});
    return ids;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("acks", "all");
    settings.put("transactional.id", topics.applicationId() + "-resend");
    settings.put("max.request.size", 2 << 20);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Where a letter's record was; null when that cannot be said. */
  private @Nullable String topic(DeadLetter letter) {
    if (letter.origin() instanceof Origin.TopicRecord record) {
      return record.topic();
    }
    // What Elasticsearch refused came from one of two topics, and their headers differ.
    Set<String> headers = new HashSet<>();
    letter.headers().forEach(header -> headers.add(header.name()));
    if (headers.contains("opened")) {
      return topics.incidents();
    }
    return headers.contains("id") ? topics.taggedLogs() : null;
  }

  /** Counts and sends, a batch at a time. */
  private final class Sender {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Set<Place> resent;
    private final Map<String, Long> newest;
    private final long attempt = System.currentTimeMillis();
    private final List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
    private int sent;
    private int before;
    private int refusals;

    Sender(KafkaProducer<byte[], byte[]> producer, Set<Place> resent, Map<String, Long> newest) {
      this.producer = producer;
      this.resent = resent;
      this.newest = newest;
    }

    void take(StoredLetter stored) {
      if (resent.contains(stored.place())) {
        before++;
        return;
      }
      DeadLetter letter = stored.letter();
      String topic = topic(letter);
      String obstacle = obstacle(letter, topic);
      if (topic == null || !obstacle.isEmpty()) {
        refusals++;
        refused.accept(stored, obstacle);
        return;
      }
      batch.add(record(topic, letter));
      ResentNote note = new ResentNote(stored.place(), Instant.now());
      batch.add(new ProducerRecord<>(topics.deadLetters(), letter.recordKey(), note.encode()));
      sent++;
      if (batch.size() >= 2 * BATCH) {
        finish();
      }
    }

    private String obstacle(DeadLetter letter, @Nullable String topic) {
      if (letter.truncated()) {
        return "its bytes were cut when it was kept, so it is not what was refused";
      }
      if (topic == null) {
        return "it does not say which topic it came from";
      }
      if (topic.equals(topics.incidents()) && isOutdated(letter)) {
        return "the topic holds a newer state of this incident";
      }
      return "";
    }

    private boolean isOutdated(DeadLetter letter) {
      byte[] key = letter.key();
      if (key == null) {
        return false;
      }
      long version = -1;
      for (WireHeader header : letter.headers()) {
        version = header.name().equals("version") ? NewestStates.version(header.value()) : version;
      }
      return newest.getOrDefault(new String(key, StandardCharsets.UTF_8), -1L) > version;
    }

    private ProducerRecord<byte[], byte[]> record(String topic, DeadLetter letter) {
      Integer partition =
          letter.origin() instanceof Origin.TopicRecord record
                  && record.partition() < producer.partitionsFor(topic).size()
              ? record.partition()
              : null;
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, partition, letter.key(), letter.value());
      letter
          .headersForResending(attempt)
          .forEach(header -> record.headers().add(header.name(), header.value()));
      return record;
    }

    void finish() {
      if (batch.isEmpty()) {
        return;
      }
      producer.beginTransaction();
      try {
        for (ProducerRecord<byte[], byte[]> record : batch) {
          Future<?> unused = producer.send(record); // the commit fails when one does
        }
        producer.commitTransaction();
        batch.clear();
      } catch (KafkaException failure) {
        throw new KafkaException(
            "sending again ended, nothing of the last "
                + batch.size() / 2
                + " was sent: "
                + failure.getMessage(),
            failure);
      }
    }
  }
}
