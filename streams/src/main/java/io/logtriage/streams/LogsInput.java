package io.logtriage.streams;

import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.WireHeader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One record of {@code logs} as it came, without Kafka's types.
 *
 * @param ingest when it came, epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogsInput(
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<WireHeader> headers,
    DeadLetter.Origin.TopicRecord origin,
    long ingest) {

  static LogsInput of(ConsumerRecord<byte[], byte[]> record, long ingest) {
    return new LogsInput(
        record.key(),
        record.value(),
        wire(record.headers()),
        new DeadLetter.Origin.TopicRecord(record.topic(), record.partition(), record.offset()),
        ingest);
  }

  static List<WireHeader> wire(Headers headers) {
    Header[] array = headers.toArray();
    if (array.length == 0) {
      return List.of();
    }
    List<WireHeader> list = new ArrayList<>(array.length);
    for (Header header : array) {
      list.add(new WireHeader(header.key(), header.value() == null ? new byte[0] : header.value()));
    }
    return list;
  }
}
