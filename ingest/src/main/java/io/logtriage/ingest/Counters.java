package io.logtriage.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** What was counted since the shipper started, by any thread. */
final class Counters {
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong cut = new AtomicLong();

  void read(int lines) {
    read.addAndGet(lines);
  }

  void cut() {
    cut.incrementAndGet();
  }

  void acknowledged(int lines) {
    acknowledged.addAndGet(lines);
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
