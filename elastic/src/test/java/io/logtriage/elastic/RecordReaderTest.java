package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.elastic.BulkOperation.Kind;
import io.logtriage.elastic.RecordReader.UnreadableException;
import io.logtriage.patterns.wire.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final long MAY = Instant.parse("2026-05-31T23:00:00Z").toEpochMilli();

  private final RecordReader reader = new RecordReader(new Topics(""), new IndexNames(""));

  @Test
  void anIncidentReplacesOlderVersionsOfItself() throws UnreadableException {
    ConsumerRecord<byte[], byte[]> record =
        Records.read(Records.incident("incidents", "id-1", 5, MAY, "{}"));

    assertThat(reader.read(record))
        .isEqualTo(new BulkOperation(Kind.INDEX, "logtriage-incidents-2026.05", "id-1", 5, record));
  }

  @Test
  void aTombstoneDeletes() throws UnreadableException {
    ConsumerRecord<byte[], byte[]> record =
        Records.read(Records.incident("incidents", "id-1", 6, MAY, null));

    assertThat(reader.read(record).kind()).isEqualTo(Kind.DELETE);
  }

  @Test
  void aTombstoneNeedsNoVersion() throws UnreadableException {
    ProducerRecord<byte[], byte[]> record = Records.incident("incidents", "id-1", 6, MAY, null);
    record.headers().remove("version");

    assertThat(reader.read(Records.read(record)).hasVersion()).isFalse();
  }

  @Test
  void aTaggedLogIsCreatedOnce() throws UnreadableException {
    ConsumerRecord<byte[], byte[]> record =
        Records.read(Records.tagged("tagged-logs", "shop", "e1", MAY, "{}"));

    assertThat(reader.read(record))
        .isEqualTo(
            new BulkOperation(
                Kind.CREATE,
                "logtriage-tagged-2026.05.31",
                "e1",
                BulkOperation.NO_VERSION,
                record));
  }

  @Test
  void aTaggedLogWithAVersionReplacesOlderOnes() throws UnreadableException {
    ProducerRecord<byte[], byte[]> record = Records.tagged("tagged-logs", "shop", "e1", MAY, "{}");
    record.headers().add("version", Records.bytes(3L));

    BulkOperation operation = reader.read(Records.read(record));

    assertThat(operation.kind()).isEqualTo(Kind.INDEX);
    assertThat(operation.version()).isEqualTo(3);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertUnreadable(Records.incident("incidents", "", 1, MAY, "{}"), "key is missing");
    assertUnreadable(without("version"), "header 'version' is missing");
    assertUnreadable(without("opened"), "header 'opened' is missing");
  }

  @Test
  void whatWouldFailAWholeRequestIsRefusedAlone() {
    assertUnreadable(Records.incident("incidents", "x".repeat(513), 1, MAY, "{}"), "513 bytes");
    assertUnreadable(Records.incident("incidents", "id", -2, MAY, "{}"), "'version' is -2");
    assertUnreadable(Records.incident("incidents", "id", -1, MAY, "{}"), "'version' is -1");
  }

  @Test
  void aTimeWithoutIndexIsRefused() {
    assertUnreadable(Records.incident("incidents", "id", 1, Long.MAX_VALUE, "{}"), "'opened'");
  }

  @Test
  void aHeaderOfAnotherLengthIsNoNumber() {
    ProducerRecord<byte[], byte[]> record = without("version");
    record.headers().add("version", Records.bytes("3"));

    assertUnreadable(record, "not 8 bytes");
  }

  private static ProducerRecord<byte[], byte[]> without(String header) {
    ProducerRecord<byte[], byte[]> record = Records.incident("incidents", "id", 1, MAY, "{}");
    record.headers().remove(header);
    return record;
  }

  private void assertUnreadable(ProducerRecord<byte[], byte[]> record, String reason) {
    assertThatThrownBy(() -> reader.read(Records.read(record)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(reason);
  }
}
