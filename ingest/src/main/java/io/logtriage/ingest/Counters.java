package io.logtriage.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** What was counted since the shipper started; written by its thread, read by any. */
final class Counters {
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong cut = new AtomicLong();

  void read() {
    read.lazySet(read.getPlain() + 1);
  }

  void cut() {
    cut.lazySet(cut.getPlain() + 1);
  }

  void acknowledged(int lines) {
    acknowledged.lazySet(acknowledged.getPlain() + lines);
  }

  long linesRead() {
    return read.get();
  }

  long linesCut() {
    return cut.get();
  }

  long linesAcknowledged() {
    return acknowledged.get();
  }
}
