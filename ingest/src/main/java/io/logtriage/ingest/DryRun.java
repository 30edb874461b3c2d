package io.logtriage.ingest;

import io.logtriage.patterns.wire.LogsRecord;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows records to somebody, and takes them for stored. */
final class DryRun implements RecordSink {
  private final Consumer<LogsRecord> records;

  DryRun(Consumer<LogsRecord> records) {
    this.records = records;
  }

  @Override
  public boolean awaitRoom(Duration atMost) {
    return true;
  }

  @Override
  public void send(LogsRecord record, Consumer<@Nullable Exception> done) {
    records.accept(record);
    done.accept(null);
  }

  @Override
  public void close(Duration within) {
    // Holds nothing.
  }
}
