package io.logtriage.drills;

import io.logtriage.patterns.wire.Decoded;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.Position;
import io.logtriage.patterns.wire.WireHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Which numbered lines stand on {@code logs}, after the repeat filter that {@code run} applies. */
final class LineAccount implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("line (\\d+) of");

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Position> highest = new HashMap<>();
  private final Map<Integer, Integer> seen = new HashMap<>();
  private int onTheWire;

  LineAccount(String kafka) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor("logs").stream()
            .map(each -> new TopicPartition("logs", each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads what has come; how many different lines there are. */
  int read() {
    consumer.poll(Duration.ofMillis(200)).forEach(this::add);
    return seen.size();
  }

  /** Whether all that stands on the topic was read. */
  boolean atEnd() {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  int lost(int written) {
    return written - seen.size();
  }

  /** Which lines did not come, as ranges. */
  String missing(int written) {
    StringBuilder ranges = new StringBuilder();
    for (int line = 0; line < written; line++) {
      int first = line;
      while (line < written && !seen.containsKey(line)) {
        line++;
      }
      if (line > first) {
        ranges.append(ranges.isEmpty() ? "" : ", ").append(first).append('-').append(line - 1);
      }
    }
    return ranges.toString();
  }

  /** Lines that come once more after the filter. */
  int duplicated() {
    return seen.values().stream().mapToInt(count -> count - 1).sum();
  }

  /** Lines that were sent more than once, whether they are dropped or not. */
  int repeats() {
    return onTheWire - seen.size();
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    List<WireHeader> headers = new ArrayList<>();
    record.headers().forEach(each -> headers.add(new WireHeader(each.key(), each.value())));
    if (LogsRecord.decode(record.key(), record.value(), headers) instanceof Decoded.Ours ours) {
      LogsRecord lines = ours.record();
      onTheWire += lines.lines();
      int first = lines.firstAfter(highest.get(lines.source().key()));
      for (int i = first; i < lines.lines(); i++) {
        count(lines.value(), lines.from(i), lines.to(i));
        highest.put(lines.source().key(), lines.last());
      }
    } else {
      onTheWire++;
      count(record.value(), 0, record.value().length);
    }
  }

  private void count(byte[] bytes, int from, int to) {
    Matcher matcher = NUMBER.matcher(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    if (!matcher.find()) {
      throw new AssertionError(
          "a line that nobody wrote: "
              + new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
    seen.merge(Integer.parseInt(matcher.group(1)), 1, Integer::sum);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
