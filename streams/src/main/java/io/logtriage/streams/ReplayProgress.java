package io.logtriage.streams;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How far a replay has come; written by its stream threads, read by any. */
final class ReplayProgress {
  private final LongAdder bytes = new LongAdder();
  private final LongAdder tracked = new LongAdder();
  private final Set<Integer> ended = ConcurrentHashMap.newKeySet();
  private final Set<Integer> done = ConcurrentHashMap.newKeySet();

  void taken(int count) {
    bytes.add(count);
  }

  void tracked() {
    tracked.increment();
  }

  /** An input partition was read to its end. */
  void ended(int partition) {
    ended.add(partition);
  }

  /** All that one task tracks has been tracked. */
  void done(int partition) {
    done.add(partition);
  }

  /** Bytes of the records that detection has taken since this instance started. */
  long bytesTaken() {
    return bytes.sum();
  }

  long findingsTracked() {
    return tracked.sum();
  }

  int partitionsEnded() {
    return ended.size();
  }

  int partitionsDone() {
    return done.size();
  }
}
