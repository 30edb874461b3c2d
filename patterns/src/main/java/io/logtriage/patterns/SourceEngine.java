package io.logtriage.patterns;

import java.util.function.Consumer;

/**
 * The engine's state for one source: pending event, learned format, last time, counters. Not safe
 * for use by more than one thread.
 *
 * <p>Per record of {@code logs}: {@link #line} for each line, then {@link #drain}, then {@link
 * #snapshot()} into the state store. Lines must be redacted already.
 */
public final class SourceEngine {

  SourceEngine(Engine engine, Source source) {}

  /**
   * Takes one physical line.
   *
   * @param bytes holds it; not kept after the call
   * @param from first byte
   * @param to behind its last byte, without {@code \n}; a {@code \r} before it is ignored
   * @param offset byte offset in the uncompressed file, -1 when unknown
   * @param arrival epoch milliseconds that stand in for the time of a source without any dated
   *     line: ship time when live, the file's last-modified time when reading history
   */
  public void line(byte[] bytes, int from, int to, long offset, long arrival) {}

  /** Ends the pending event: at the end of a file, or when no more of it came for a while. */
  public void flush() {}

  /** Hands over the findings since the last call, equal ones of one second folded into one. */
  public void drain(Consumer<Finding> findings) {}

  /** Whether an event waits for its next line. */
  public boolean pending() {
    return false;
  }

  /**
   * Greatest event time seen in dated lines, epoch milliseconds; {@link Long#MIN_VALUE} when none
   * was dated.
   */
  public long clock() {
    return Long.MIN_VALUE;
  }

  /** Lines whose event showed a symptom. */
  public long matched() {
    return 0;
  }

  /** Lines whose event showed none. Lines of the pending event are in neither count yet. */
  public long unmatched() {
    return 0;
  }

  /** Lines of the pending event. */
  public int pendingLines() {
    return 0;
  }

  /** All of this state as compact bytes, for {@link Engine#open(Source, byte[])}. */
  public byte[] snapshot() {
    return new byte[0];
  }
}
