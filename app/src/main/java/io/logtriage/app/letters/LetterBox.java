package io.logtriage.app.letters;

import io.logtriage.app.letters.StoredLetter.Place;
import io.logtriage.patterns.wire.DeadLetter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What lies on the dead letters topic now: letters, and notes that say which of them were sent
 * again. Letters are handed over one by one, for all of them may be more than memory holds.
 */
public final class LetterBox implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;

  /**
   * @param kafka settings of any Kafka client: {@code bootstrap.servers}, security
   */
  public LetterBox(Map<String, Object> kafka, String topic) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", false);
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topic = topic;
  }

  /** Letters that were sent again. */
  public Set<Place> resent() {
    Set<Place> places = new HashSet<>();
    forEachRecord(
        record -> {
          ResentNote note = ResentNote.of(record.value());
          if (note != null) {
            places.add(note.place());
          }
        });
    return places;
  }

  /**
   * Hands over every letter, in the order of its partition.
   *
   * @param unreadable gets the place of a record that is neither letter nor note
   */
  public void forEach(Consumer<StoredLetter> letters, Consumer<Place> unreadable) {
    forEachRecord(
        record -> {
          Place place = new Place(record.partition(), record.offset());
          if (record.value() == null || ResentNote.of(record.value()) != null) {
            return;
          }
          try {
            letters.accept(new StoredLetter(place, DeadLetter.decode(record.value())));
          } catch (IllegalArgumentException notOurs) {
            unreadable.accept(place);
          }
        });
  }

  private void forEachRecord(Consumer<ConsumerRecord<byte[], byte[]>> records) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
      consumer.poll(POLL).forEach(records);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
