package io.logtriage.ingest;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.LogsRecordBuilder;

/** Packs redacted lines of one source into records of about 64 KB. */
final class Packer {
  private static final int TARGET = 64 * 1024;

  private final Source source;
  private final String shipper;
  private final Redaction redaction;
  private final Counters counters;
  private LogsRecordBuilder builder;
  private long generation;
  private boolean full;
  private int year;

  Packer(Source source, String shipper, Redaction redaction, Counters counters) {
    this.source = source;
    this.shipper = shipper;
    this.redaction = redaction;
    this.counters = counters;
    this.builder = new LogsRecordBuilder(source, shipper, 0);
  }

  /** Begins a record. */
  void begin(long newGeneration) {
    full = false;
    if (newGeneration != generation) {
      builder = new LogsRecordBuilder(source, shipper, newGeneration);
      generation = newGeneration;
    }
  }

  /** Marks the record that was begun as history. */
  void history(long modified) {
    builder.history(modified);
  }

  /**
   * Says of which year a line's stamp is if it names none; lines of one year share a record.
   *
   * @return whether a line of that year may join the record that was begun
   */
  boolean year(int newYear) {
    if (builder.lines() > 0 && newYear != year) {
      return false;
    }
    year = newYear;
    builder.year(newYear);
    return true;
  }

  /** Whether the reader's line may join the record that was begun. */
  boolean fits(LineReader line) {
    return fits(line.to() - line.from(), line.cut());
  }

  /** Whether a line may join the record that was begun. */
  boolean fits(int length, boolean cut) {
    return builder.lines() == 0 || (!full && !cut && builder.bytes() + length < TARGET);
  }

  /** Adds the reader's line. */
  void add(LineReader line) {
    add(line.bytes(), line.from(), line.to(), line.cut(), line.offset());
  }

  /** Adds a line of which perhaps only the beginning is kept. */
  void add(byte[] bytes, int from, int to, boolean cut, long offset) {
    if (cut) {
      builder.truncated();
      full = true;
      counters.cut();
    }
    byte[] redacted = redaction.redact(bytes, from, to);
    if (redacted == null) {
      builder.line(bytes, from, to, offset);
    } else {
      builder.line(redacted, 0, redacted.length, offset);
    }
  }

  boolean isEmpty() {
    return builder.lines() == 0;
  }

  LogsRecord build() {
    counters.read(builder.lines());
    return builder.build();
  }
}
