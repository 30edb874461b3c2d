package io.logtriage.streams;

import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The broker's time stamp, or now where it cannot be true: negative, or ahead of now.
 *
 * <p>With {@code LogAppendTime} it is always true; a topic made by others may carry what producers
 * say.
 */
final class IngestTime implements TimestampExtractor {
  /** How far a broker's clock may be ahead of ours without a word. */
  private static final long TOLERANCE = 60_000;

  private final Clock clock;
  private final LongAdder replaced = new LongAdder();

  IngestTime(Clock clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    // A bundle's own time stamp is nobody's ingest time; Kafka Streams refuses negative ones.
    return RecordBundle.in(record.headers()) == null
        ? of(record.timestamp())
        : Math.max(0, record.timestamp());
  }

  /**
   * When a record came.
   *
   * @param timestamp the record's, epoch milliseconds
   */
  long of(long timestamp) {
    long now = clock.millis();
    if (timestamp < 0 || timestamp > now + TOLERANCE) {
      replaced.increment();
      return now;
    }
    return timestamp;
  }

  /** How many time stamps could not be true. */
  long replaced() {
    return replaced.sum();
  }
}
