package io.logtriage.patterns.wire;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One record of ours on {@code logs}: whole redacted lines of one source, and where they stood.
 *
 * <p>Immutable, but for speed it does not copy {@link #value()}: nobody may change those bytes.
 */
public final class LogsRecord {
  /** The version that this class writes, and the highest that it reads. */
  public static final int VERSION = 1;

  /** {@link #modified()} of a record that does not say it. */
  public static final long UNKNOWN = -1;

  private final Source source;
  private final String shipper;
  private final long generation;
  private final Set<Flag> flags;
  private final long modified;
  private final int year;
  private final byte[] value;
  private final long[] offsets;
  private final int[] ends;

  /**
   * @param value the lines, each ended by {@code \n}
   * @param offsets of the lines' first bytes in the uncompressed file, ascending
   * @param ends index in {@code value} of each line's {@code \n}
   */
  LogsRecord(
      Source source,
      String shipper,
      long generation,
      Set<Flag> flags,
      long modified,
      int year,
      byte[] value,
      long[] offsets,
      int[] ends) {
    this.source = requireNonNull(source, "source is null");
    this.shipper = requireNonNull(shipper, "shipper is null");
    this.generation = generation;
    this.flags =
        flags.isEmpty()
            ? Collections.emptySet()
            : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    this.modified = modified;
    this.year = year;
    this.value = value;
    this.offsets = offsets;
    this.ends = ends;
  }

  /** Reads a record of the topic. Whatever the bytes are, the answer is a value. */
  public static Decoded decode(
      byte @Nullable [] key, byte @Nullable [] value, Iterable<WireHeader> headers) {
    return LogsRecordReader.decode(key, value, headers);
  }

  public Source source() {
    return source;
  }

  public String shipper() {
    return shipper;
  }

  public long generation() {
    return generation;
  }

  /** Whether the lines stood in the file before the shipper came. */
  public boolean history() {
    return flags.contains(Flag.HISTORY);
  }

  /** Whether the single line of this record was cut at the limit. */
  public boolean truncated() {
    return flags.contains(Flag.TRUNCATED);
  }

  /** When the file was last modified, epoch milliseconds; {@link #UNKNOWN} for live lines. */
  public long modified() {
    return modified;
  }

  /** Of which year its stamps are that name none; 0 when it does not say. */
  public int year() {
    return year;
  }

  /** How many lines it holds, at least one. */
  public int lines() {
    return ends.length;
  }

  /** Where a line begins in {@link #value()}. */
  public int from(int line) {
    return line == 0 ? 0 : ends[line - 1] + 1;
  }

  /** Behind a line's last byte in {@link #value()}: where its {@code \n} is. */
  public int to(int line) {
    return ends[line];
  }

  /** Where a line began in the uncompressed file. */
  public long offset(int line) {
    return offsets[line];
  }

  /** Position of the last line: what counts as taken once this record was processed. */
  public Position last() {
    return new Position(shipper, generation, offsets[offsets.length - 1]);
  }

  /** Index of the first line that is no repeat, {@link #lines()} when all are. */
  public int firstAfter(@Nullable Position highest) {
    if (highest == null
        || !highest.shipper().equals(shipper)
        || highest.generation() < generation) {
      return 0;
    }
    if (highest.generation() > generation) {
      return lines();
    }
    int found = Arrays.binarySearch(offsets, highest.offset());
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The record's key: its source. */
  public byte[] key() {
    return source.key().getBytes(StandardCharsets.UTF_8);
  }

  /** The lines, each ended by {@code \n}; not a copy. */
  public byte[] value() {
    return value;
  }

  /** The record's headers, always in the same order. */
  public List<WireHeader> headers() {
    List<WireHeader> headers = new ArrayList<>();
    headers.add(WireHeader.text(HeaderNames.VERSION, Integer.toString(VERSION)));
    headers.add(WireHeader.text(HeaderNames.SHIPPER, shipper));
    headers.add(WireHeader.text(HeaderNames.GENERATION, Long.toString(generation)));
    headers.add(new WireHeader(HeaderNames.POSITIONS, Varints.encode(offsets, offsets.length)));
    headers.add(WireHeader.text(HeaderNames.DEPLOYMENT, source.deployment()));
    headers.add(WireHeader.text(HeaderNames.SERVICE, source.service()));
    if (source.host().indexOf(':') >= 0) {
      headers.add(WireHeader.text(HeaderNames.HOST, source.host()));
    }
    if (source.zone() != null) {
      headers.add(WireHeader.text(HeaderNames.ZONE, source.zone().getId()));
    }
    if (source.format() != null) {
      headers.add(WireHeader.text(HeaderNames.FORMAT, source.format()));
    }
    new TreeMap<>(source.labels())
        .forEach((name, text) -> headers.add(WireHeader.text(HeaderNames.LABEL + name, text)));
    if (!flags.isEmpty()) {
      headers.add(WireHeader.text(HeaderNames.FLAGS, Flag.encode(flags)));
    }
    if (modified != UNKNOWN) {
      headers.add(WireHeader.text(HeaderNames.MODIFIED, Long.toString(modified)));
    }
    if (year != 0) {
      headers.add(WireHeader.text(HeaderNames.YEAR, Integer.toString(year)));
    }
    return headers;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogsRecord record
        && source.equals(record.source)
        && shipper.equals(record.shipper)
        && generation == record.generation
        && flags.equals(record.flags)
        && modified == record.modified
        && year == record.year
        && Arrays.equals(offsets, record.offsets)
        && Arrays.equals(value, record.value);
  }

  @Override
  public int hashCode() {
    return source.hashCode() + 31 * Arrays.hashCode(offsets);
  }

  @Override
  public String toString() {
    return source.key()
        + " generation "
        + generation
        + ", "
        + lines()
        + " lines, first at "
        + offsets[0];
  }
}
