package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One document on its way into Elasticsearch.
 *
 * @param alias through which it is written
 * @param id of the document
 * @param version external version, or {@link #NO_VERSION}
 * @param record where it came from; its value is the document
 */
record BulkOperation(
    Kind kind, String alias, String id, long version, ConsumerRecord<byte[], byte[]> record) {

  static final long NO_VERSION = -1;

  BulkOperation {
    requireNonNull(kind, "kind is null");
    requireNonNull(alias, "alias is null");
    requireNonNull(id, "id is null");
    requireNonNull(record, "record is null");
  }

  /** The same into another index or alias. */
  BulkOperation into(String other) {
    return new BulkOperation(kind, other, id, version, record);
  }

  boolean hasVersion() {
    return version != NO_VERSION;
  }

  enum Kind {
    /** The newest version wins. */
    INDEX,
    /** The first one stays. */
    CREATE,
    DELETE
  }
}
