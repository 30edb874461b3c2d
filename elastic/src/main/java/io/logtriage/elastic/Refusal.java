package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.wire.DeadLetter.Origin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that will never be in Elasticsearch as it is.
 *
 * @param origin the document it was meant to become, or the record when that cannot be said
 * @param reason for an administrator
 */
record Refusal(ConsumerRecord<byte[], byte[]> record, Origin origin, String reason) {

  Refusal {
    requireNonNull(record, "record is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(reason, "reason is null");
  }

  /** A record from which no document can be made. */
  static Refusal unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {
    return new Refusal(
        record,
        new Origin.TopicRecord(record.topic(), record.partition(), record.offset()),
        reason);
  }

  /** A document that Elasticsearch does not take. */
  static Refusal refused(BulkOperation operation, String reason) {
    return new Refusal(
        operation.record(), new Origin.Document(operation.alias(), operation.id()), reason);
  }
}
