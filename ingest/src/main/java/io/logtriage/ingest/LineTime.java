package io.logtriage.ingest;

/** Reads the time that a line carries; one per source. */
interface LineTime {
  /** The line carries no time. */
  long NONE = Long.MIN_VALUE;

  /** Epoch milliseconds, or {@link #NONE}. */
  long of(byte[] bytes, int from, int to);
}
