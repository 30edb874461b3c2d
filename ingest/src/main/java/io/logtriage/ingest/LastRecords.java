package io.logtriage.ingest;

import io.logtriage.patterns.wire.Decoded;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.WireHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The last record of each source on {@code logs}, looked for from its end backwards. */
final class LastRecords {
  private static final long FIRST_WINDOW = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Set<String> wanted;
  private final Map<String, LogsRecord> found = new HashMap<>();

  private LastRecords(Set<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * Looks for them, for at most 10 s.
   *
   * @param wanted keys of sources
   * @return by key; sources without a record of ours are left out
   */
  static Map<String, LogsRecord> of(ShipperOptions options, Set<String> wanted) {
    Map<String, Object> properties = new HashMap<>(options.kafka());
    properties.keySet().retainAll(ConsumerConfig.configNames());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "logtriage-ship");
    LastRecords records = new LastRecords(wanted);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      records.read(consumer, options.topic());
    }
    return records.found;
  }

  private void read(Consumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (long window = FIRST_WINDOW;
        found.size() < wanted.size() && System.nanoTime() < deadline;
        window *= 4) {
      boolean more = false;
      for (TopicPartition partition : partitions) {
        long end = ends.getOrDefault(partition, 0L);
        long from = Math.max(begins.getOrDefault(partition, 0L), end - window);
        if (from < end) {
          read(consumer, partition, from, end, deadline);
          ends.put(partition, from);
          more = true;
        }
      }
      if (!more) {
        return;
      }
    }
  }

  private void read(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long from,
      long end,
      long deadline) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    Map<String, LogsRecord> here = new HashMap<>();
    while (consumer.position(partition) < end && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        if (record.offset() < end) {
          add(record, here);
        }
      }
    }
    here.forEach(found::putIfAbsent); // what was found before is later
  }

  private void add(ConsumerRecord<byte[], byte[]> record, Map<String, LogsRecord> here) {
    if (record.key() == null
        || !wanted.contains(new String(record.key(), StandardCharsets.UTF_8))) {
      return;
    }
    List<WireHeader> headers = new ArrayList<>();
    record.headers().forEach(each -> headers.add(new WireHeader(each.key(), each.value())));
    if (LogsRecord.decode(record.key(), record.value(), headers) instanceof Decoded.Ours ours) {
      here.merge(ours.record().source().key(), ours.record(), LastRecords::further);
    }
  }

  /** A record that was sent again may be behind one that came before. */
  private static LogsRecord further(LogsRecord before, LogsRecord record) {
    boolean repeat =
        before.shipper().equals(record.shipper())
            && record.firstAfter(before.last()) == record.lines();
    return repeat ? before : record;
  }
}
