package io.logtriage.streams;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition that pass through Kafka Streams as one. Its handling of a record costs
 * as much as detection in a line: with a line a record, half of the time was spent on that.
 *
 * <p>The records hang on a header by reference, so nothing is copied or encoded, and no header that
 * somebody sent can be taken for it.
 */
final class RecordBundle implements Header {
  private static final String KEY = "bundle";
  private static final byte[] NOTHING = {};

  private final List<ConsumerRecord<byte[], byte[]>> records;

  private RecordBundle(List<ConsumerRecord<byte[], byte[]>> records) {
    this.records = List.copyOf(records);
  }

  /**
   * @param records at least one, neighbours of one partition
   */
  static ConsumerRecord<byte[], byte[]> of(List<ConsumerRecord<byte[], byte[]>> records) {
    // The first one's offset: Kafka Streams commits that of the record which it will take next.
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    return new ConsumerRecord<>(
        first.topic(),
        first.partition(),
        first.offset(),
        first.timestamp(),
        TimestampType.NO_TIMESTAMP_TYPE,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        NOTHING,
        NOTHING,
        new RecordHeaders(new Header[] {new RecordBundle(records)}),
        first.leaderEpoch());
  }

  /** The bundle that came as a record with these headers; null when it was an ordinary one. */
  static @Nullable RecordBundle in(Headers headers) {
    return headers.lastHeader(KEY) instanceof RecordBundle bundle ? bundle : null;
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public byte[] value() {
    return NOTHING;
  }
}
