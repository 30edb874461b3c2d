package io.logtriage.ingest;

import io.logtriage.patterns.wire.LogsRecord;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where records go. */
interface RecordSink {

  /**
   * Waits for room.
   *
   * @return whether a record may be sent; false while too much is under way
   */
  boolean awaitRoom(Duration atMost) throws InterruptedException;

  /**
   * Sends a record.
   *
   * @param done called once, on any thread: with null when it is stored for good, else with what
   *     prevents that
   */
  void send(LogsRecord record, Consumer<@Nullable Exception> done);

  /** Ends within the given time; what is not stored by then is given up. */
  void close(Duration within);
}
