package io.logtriage.ingest;

import io.logtriage.patterns.Source;
import java.util.function.Function;

/**
 * What the tails of one shipper share.
 *
 * @param once whether a last line without newline counts as whole
 * @param bufferSize of each reader, bytes
 * @param firstYear of the first line of each source, where stamps name none; 0 when nobody said it
 * @param idle how long a file must rest before the one after it is read, milliseconds
 * @param patience after how long that one is read all the same when the file never rests
 */
record TailSettings(
    String shipper,
    Redaction redaction,
    Function<Source, LineTime> times,
    Counters counters,
    boolean once,
    int bufferSize,
    int firstYear,
    long idle,
    long patience) {

  /** When nobody said of which year the first lines are. */
  TailSettings(
      String shipper,
      Redaction redaction,
      Function<Source, LineTime> times,
      Counters counters,
      boolean once,
      int bufferSize,
      long idle,
      long patience) {
    this(shipper, redaction, times, counters, once, bufferSize, 0, idle, patience);
  }
}
