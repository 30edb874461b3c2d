package io.logtriage.elastic;

import io.logtriage.elastic.ElasticsearchFailure.Kind;
import io.logtriage.elastic.RecordReader.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Writes those records of a topic that belong behind one alias into an index of their own. */
final class Filling {
  /** A command that someone waits for gives up sooner than an indexer, which never does. */
  private static final int ATTEMPTS = 10;

  private final RecordReader reader;
  private final String alias;
  private final String index;
  private final BulkSender sender;
  private long refused;

  Filling(ElasticsearchConnection connection, RecordReader reader, String alias, String index) {
    this.reader = reader;
    this.alias = alias;
    this.index = index;
    this.sender = new BulkSender(connection, false, operation -> {});
  }

  /**
   * @throws ElasticsearchFailure when Elasticsearch does not take them for a minute or two
   */
  void take(ConsumerRecords<byte[], byte[]> records) {
    List<BulkOperation> operations = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        BulkOperation operation = reader.read(record);
        if (operation.alias().equals(alias)) {
          operations.add(operation.into(index));
        }
      } catch (UnreadableException e) {
        // The indexer made it a dead letter.
      }
    }
    write(operations);
  }

  /** How many documents Elasticsearch did not take; the indexer made dead letters of them. */
  long refused() {
    return refused;
  }

  private void write(List<BulkOperation> operations) {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));
    List<BulkOperation> waiting = operations;
    for (int attempt = 1; !waiting.isEmpty(); attempt++) {
      BulkOutcome outcome = new BulkOutcome();
      sender.send(waiting, outcome);
      refused += outcome.refusals().size();
      waiting = outcome.waiting();
      if (!waiting.isEmpty()) {
        if (attempt == ATTEMPTS) {
          throw new ElasticsearchFailure(Kind.UNREACHABLE, outcome.trouble());
        }
        pause(backoff.next());
      }
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ElasticsearchFailure(Kind.UNREACHABLE, "interrupted while filling an index", e);
    }
  }
}
