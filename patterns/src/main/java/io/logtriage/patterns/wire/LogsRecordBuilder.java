package io.logtriage.patterns.wire;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Source;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Packs lines of one source into records. Reusable: {@link #build()} hands over a record with its
 * own bytes and begins the next one. Not safe for use by more than one thread.
 */
public final class LogsRecordBuilder {
  private final Source source;
  private final String shipper;
  private final long generation;
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private long modified = LogsRecord.UNKNOWN;
  private int year;
  private byte[] value = new byte[4096];
  private int size;
  private long[] offsets = new long[32];
  private int[] ends = new int[32];
  private int lines;

  /**
   * Begins the first record.
   *
   * @param shipper never empty, the same for the life of a checkpoint
   * @param generation which of the files that had this path, one after the other
   */
  public LogsRecordBuilder(Source source, String shipper, long generation) {
    this.source = requireNonNull(source, "source is null");
    this.shipper = requireNonNull(shipper, "shipper is null");
    if (shipper.isEmpty() || generation < 0) {
      throw new IllegalArgumentException(
          "shipper '"
              + shipper
              + "', generation "
              + generation
              + ": expected a name and no less"
              + " than 0");
    }
    this.generation = generation;
  }

  /**
   * Marks the record as lines that stood in the file before the shipper came.
   *
   * @param lastModified of the file, epoch milliseconds
   */
  public LogsRecordBuilder history(long lastModified) {
    flags.add(Flag.HISTORY);
    modified = Math.max(0, lastModified);
    return this;
  }

  /** Says of which year the record's stamps are that name none; 0: nobody knows. */
  public LogsRecordBuilder year(int newYear) {
    year = Math.max(0, newYear);
    return this;
  }

  /** Marks the record's only line as cut at the limit. */
  public LogsRecordBuilder truncated() {
    flags.add(Flag.TRUNCATED);
    return this;
  }

  /**
   * Adds a line.
   *
   * @param to behind its last byte, without its newline; there may be none inside
   * @param offset of its first byte in the uncompressed file, greater than the one before
   */
  public LogsRecordBuilder line(byte[] bytes, int from, int to, long offset) {
    if (offset < 0 || (lines > 0 && offset <= offsets[lines - 1])) {
      throw new IllegalArgumentException("offset " + offset + " is not behind the line before");
    }
    int length = to - from;
    if (size + length + 1 > value.length) {
      value = Arrays.copyOf(value, Math.max(value.length * 2, size + length + 1));
    }
    if (lines == offsets.length) {
      offsets = Arrays.copyOf(offsets, lines * 2);
      ends = Arrays.copyOf(ends, lines * 2);
    }
    System.arraycopy(bytes, from, value, size, length);
    size += length;
    offsets[lines] = offset;
    ends[lines] = size;
    value[size++] = '\n';
    lines++;
    return this;
  }

  /** Bytes of the lines so far. */
  public int bytes() {
    return size;
  }

  public int lines() {
    return lines;
  }

  /** The record of the lines since the last one; flags are for one record only. */
  public LogsRecord build() {
    if (lines == 0) {
      throw new IllegalStateException("a record needs at least one line");
    }
    if (flags.contains(Flag.TRUNCATED) && lines != 1) {
      throw new IllegalStateException("a cut line stands alone, found " + lines + " lines");
    }
    LogsRecord record =
        new LogsRecord(
            source,
            shipper,
            generation,
            flags,
            modified,
            year,
            Arrays.copyOf(value, size),
            Arrays.copyOf(offsets, lines),
            Arrays.copyOf(ends, lines));
    size = 0;
    lines = 0;
    flags.clear();
    modified = LogsRecord.UNKNOWN;
    year = 0;
    return record;
  }
}
