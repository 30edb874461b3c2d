package io.logtriage.elastic;

import io.logtriage.elastic.BulkOperation.Kind;
import io.logtriage.patterns.wire.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** From a record of ours to the document it is: key and headers say all, the value is not read. */
final class RecordReader {
  /** Elasticsearch refuses the whole request for one longer id. */
  private static final int MAX_ID_BYTES = 512;

  private final Topics topics;
  private final IndexNames names;

  RecordReader(Topics topics, IndexNames names) {
    this.topics = topics;
    this.names = names;
  }

  /**
   * @throws UnreadableException when key or headers do not say enough
   */
  BulkOperation read(ConsumerRecord<byte[], byte[]> record) throws UnreadableException {
    if (record.topic().equals(topics.incidents())) {
      return incident(record);
    }
    long time = number(record, "time");
    return log(
        record,
        record.topic().equals(topics.parsedLogs())
            ? names.parsedLogsAt(time)
            : names.taggedLogsAt(time));
  }

  private BulkOperation incident(ConsumerRecord<byte[], byte[]> record) throws UnreadableException {
    String id = id("key", record.key());
    String alias = alias("opened", names.incidentsAt(number(record, "opened")));
    if (record.value() == null) {
      return operation(Kind.DELETE, alias, id, record);
    }
    if (header(record, "version") == null) {
      throw new UnreadableException("header 'version' is missing");
    }
    return operation(Kind.INDEX, alias, id, record);
  }

  private static BulkOperation log(ConsumerRecord<byte[], byte[]> record, Optional<String> day)
      throws UnreadableException {
    String id = id("header 'id'", header(record, "id"));
    String alias = alias("time", day);
    if (record.value() == null) {
      return operation(Kind.DELETE, alias, id, record);
    }
    boolean versioned = header(record, "version") != null;
    return operation(versioned ? Kind.INDEX : Kind.CREATE, alias, id, record);
  }

  private static BulkOperation operation(
      Kind kind, String alias, String id, ConsumerRecord<byte[], byte[]> record)
      throws UnreadableException {
    long version = BulkOperation.NO_VERSION;
    if (header(record, "version") != null) {
      version = number(record, "version");
      if (version < 0) {
        throw new UnreadableException("header 'version' is " + version + ", expected 0 or more");
      }
    }
    return new BulkOperation(kind, alias, id, version, record);
  }

  private static String id(String where, byte @Nullable [] bytes) throws UnreadableException {
    if (bytes == null || bytes.length == 0) {
      throw new UnreadableException(where + " is missing, expected the document's id");
    }
    String id = new String(bytes, StandardCharsets.UTF_8);
    int length = id.getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_ID_BYTES) {
      throw new UnreadableException(
          where + " has " + length + " bytes, expected an id of at most " + MAX_ID_BYTES);
    }
    return id;
  }

  private static String alias(String header, Optional<String> alias) throws UnreadableException {
    return alias.orElseThrow(
        () -> new UnreadableException("header '" + header + "' is no time of a year 0 to 9999"));
  }

  private static long number(ConsumerRecord<byte[], byte[]> record, String name)
      throws UnreadableException {
    return epochOrCount(header(record, name))
        .orElseThrow(
            () ->
                new UnreadableException(
                    "header '" + name + "' is missing or not 8 bytes, expected a big-endian long"));
  }

  private static OptionalLong epochOrCount(byte @Nullable [] bytes) {
    return bytes == null || bytes.length != Long.BYTES
        ? OptionalLong.empty()
        : OptionalLong.of(ByteBuffer.wrap(bytes).getLong());
  }

  private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  /** No document can be made of a record; the message says what is missing. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }
}
