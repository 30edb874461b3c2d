package io.logtriage.patterns.files;

import io.logtriage.patterns.format.Newlines;
import java.io.IOException;
import java.io.InputStream;

/**
 * Whole lines out of a stream, in a buffer that is used again: after {@link #next()} the line is
 * {@link #bytes()} from {@link #from()} to {@link #to()}, until the next call.
 *
 * <p>A line ends at {@code \n}; one {@code \r} before it is left out. NULs before a line's first
 * byte are left out (a file that was truncated below its writer begins with them). A line over
 * {@link #MAX_LINE} is cut there, on a character's border, and its rest is read over. Offsets count
 * the stream's bytes as they are.
 */
public final class LineReader {
  /** How many bytes of a line are kept. */
  public static final int MAX_LINE = 256 * 1024;

  private static final int CHUNK = 128 * 1024;

  private final InputStream in;
  private byte[] buffer;

  /** Where the buffer's first byte stands in the stream. */
  private long base;

  private int start;
  private int scanned;
  private int limit;

  /** Bytes of the current line that were read over because it is longer than the limit. */
  private long skipped;

  private int from;
  private int to;
  private long offset;
  private long end;
  private boolean cut;

  /**
   * Begins to read a stream.
   *
   * @param in not closed by this reader
   * @param offset where the stream begins in the file
   */
  public LineReader(InputStream in, long offset) {
    this(in, offset, CHUNK);
  }

  /**
   * Begins to read one of many streams.
   *
   * @param size of the buffer to begin with, at least 1 KB; it grows when lines need it
   */
  public LineReader(InputStream in, long offset, int size) {
    this.in = in;
    this.base = offset;
    this.end = offset;
    this.buffer = new byte[Math.max(1024, size)];
  }

  /**
   * Reads up to the next newline.
   *
   * @return false at the end of the stream; what stands there without a newline is kept, and more
   *     may come later
   */
  public boolean next() throws IOException {
    while (true) {
      int newline = Newlines.find(buffer, scanned, limit);
      if (newline < limit) {
        line(newline, newline + 1);
        return true;
      }
      scanned = limit;
      makeRoom();
      int count = in.read(buffer, limit, buffer.length - limit);
      if (count < 0) {
        return false;
      }
      limit += count;
    }
  }

  /** As {@link #next()}, then what stands at the end of the stream without a newline. */
  public boolean nextOrRest() throws IOException {
    if (next()) {
      return true;
    }
    skipNulls(limit);
    if (start == limit) {
      return false;
    }
    line(limit, limit);
    return true;
  }

  public byte[] bytes() {
    return buffer;
  }

  public int from() {
    return from;
  }

  /** Behind the line's last byte, its end left out. */
  public int to() {
    return to;
  }

  /** Where the line begins in the file, uncompressed. */
  public long offset() {
    return offset;
  }

  /** Where the line after it begins: up to here all was handed over. */
  public long end() {
    return end;
  }

  /** Where the stream stands: behind all bytes that were read from it. */
  public long position() {
    return base + limit + skipped;
  }

  /** Bytes of an unfinished line that were read and not handed over. */
  public long partial() {
    return limit - start + skipped;
  }

  /** Whether the line was longer than the limit. */
  public boolean cut() {
    return cut;
  }

  private void line(int stop, int behind) {
    skipNulls(stop);
    boolean carriageReturn = skipped == 0 && stop > start && buffer[stop - 1] == '\r';
    int content = carriageReturn ? stop - 1 : stop;
    from = start;
    to = Math.min(content, start + MAX_LINE);
    cut = content > to;
    offset = base + from;
    end = base + behind + skipped;
    // Not in the middle of a character, unless this is no UTF-8 anyway.
    for (int back = 0; cut && back < 3 && (buffer[to] & 0xc0) == 0x80; back++) {
      to--;
    }
    base += skipped;
    skipped = 0;
    start = behind;
    scanned = behind;
  }

  private void skipNulls(int stop) {
    while (start < stop && buffer[start] == 0) {
      start++;
    }
  }

  /** Makes room behind {@link #limit}: moves the line to the front, grows, or reads over. */
  private void makeRoom() {
    skipNulls(limit);
    if (limit - start > MAX_LINE) {
      // Keeps one byte more than the limit, to see whether a character is cut in two.
      skipped += limit - start - MAX_LINE - 1;
      limit = start + MAX_LINE + 1;
      scanned = limit;
    }
    if (buffer.length - limit >= buffer.length / 4) {
      return;
    }
    byte[] target = limit - start > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, start, target, 0, limit - start);
    buffer = target;
    base += start;
    limit -= start;
    scanned -= start;
    start = 0;
  }
}
