package io.logtriage.patterns.assemble;

import io.logtriage.patterns.format.Ascii;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;
import java.util.Arrays;

/**
 * The one event of a source whose next line may still come.
 *
 * <p>Bounded: what is over {@link #MAX_BYTES} or {@link #MAX_LINES} belongs to the event, but is
 * left out. A part of both is kept for the exception, which stands at the end and says most.
 */
public final class PendingEvent {
  public static final int MAX_BYTES = 64 * 1024;
  public static final int MAX_LINES = 500;
  private static final int KEPT_BYTES = 8 * 1024;
  private static final int KEPT_LINES = 20;
  private static final int MOST_PARTS = 6;

  private byte[] buffer = new byte[0];
  private int length;

  /** Behind the last line that is not blank: blank lines at the end are not part of the event. */
  private int contentEnd;

  private int firstLineEnd;
  private int messageFrom;
  private int lines;
  private int keptLines;
  private LineFormat format = LineFormat.TEXT;
  private Level level = Level.UNKNOWN;
  private long time;
  private long pid;
  private long offset;
  private long eventTime;
  private boolean undated;
  private boolean traceback;
  private boolean truncated;
  private boolean message;

  /** Whether this is one line that was broken into several. */
  private boolean wrapped;

  private Part part = Part.HEAD;

  /** Physical lines so far, also those left out; 0 when nothing is pending. */
  public int lines() {
    return lines;
  }

  /** Whether the pending event is one line that was broken into several. */
  boolean isWrapped() {
    return wrapped;
  }

  public boolean isOpen() {
    return lines > 0;
  }

  /** Byte offset of the first line, -1 when unknown. */
  public long offset() {
    return offset;
  }

  /** The time that counts: the event's own, else what stood in for it. */
  public long eventTime() {
    return eventTime;
  }

  public boolean undated() {
    return undated;
  }

  /** Begins with this line. */
  public void begin(ParsedEvent head, long newOffset, long newEventTime, boolean newUndated) {
    length = 0;
    lines = head.lines;
    keptLines = 1;
    truncated = head.truncated;
    store(head.bytes, head.from, head.to, MAX_BYTES - KEPT_BYTES);
    contentEnd = length;
    firstLineEnd = length;
    messageFrom = Math.min(head.messageFrom - head.from, length);
    format = head.format;
    level = head.level;
    time = head.time;
    pid = head.pid;
    traceback = head.traceback;
    offset = newOffset;
    eventTime = newEventTime;
    undated = newUndated;
    part = Part.isTraceback(buffer, 0, length) || endsWithTraceback(head) ? Part.FRAMES : Part.HEAD;
    wrapped = Continuation.isWrapped(head);
    message =
        format == LineFormat.PYTHON
            || (format == LineFormat.GUNICORN_ERROR && endsWithColon(buffer, length));
  }

  /** Adds this line, unless it is none of this event. */
  public boolean append(ParsedEvent line) {
    if (wrapped) {
      return join(line);
    }
    byte[] bytes = line.bytes;
    int from = line.from;
    int to = line.to;
    Part next = part.next(bytes, from, to, message);
    if (next == null) {
      return false;
    }
    part = next;
    lines += line.lines;
    traceback |= next == Part.FRAMES;
    boolean kept = next == Part.EXCEPTION || next == Part.CHAIN;
    if (keptLines >= (kept ? MAX_LINES : MAX_LINES - KEPT_LINES)) {
      truncated = true;
      return true;
    }
    int limit = kept ? MAX_BYTES : MAX_BYTES - KEPT_BYTES;
    if (length + 1 >= limit) {
      truncated = true;
      return true;
    }
    keptLines++;
    store(NEWLINE, 0, 1, limit);
    store(bytes, from, to, limit);
    if (Ascii.skipBlanks(bytes, from, to) < to) {
      contentEnd = length;
    }
    return true;
  }

  /** Goes on with a broken line until it names the client, as its end does, and nothing is open. */
  private boolean join(ParsedEvent line) {
    while (length > 0 && Ascii.isBlank(buffer[length - 1])) {
      length--;
    }
    boolean open = length > 0 && (buffer[length - 1] == ',' || buffer[length - 1] == ':');
    if (lines >= MOST_PARTS
        || (!open && Ascii.indexOf(buffer, 0, length, Continuation.CLIENT) >= 0)) {
      return false;
    }
    lines += line.lines;
    store(BLANK, 0, 1, MAX_BYTES);
    store(line.bytes, Ascii.skipBlanks(line.bytes, line.from, line.to), line.to, MAX_BYTES);
    contentEnd = length;
    firstLineEnd = length;
    return true;
  }

  /** Hands the event over; its bytes are good until the next {@link #begin}. */
  public void take(ParsedEvent event) {
    event.reset(buffer, 0, contentEnd);
    event.firstLineEnd = firstLineEnd;
    event.messageFrom = messageFrom;
    event.lines = lines;
    event.format = format;
    event.level = level;
    event.time = time;
    event.pid = pid;
    event.traceback = traceback;
    event.truncated = truncated;
    lines = 0;
  }

  /** Whether more is announced by a colon at the end of this line. */
  public static boolean endsWithColon(byte[] bytes, int to) {
    int end = to;
    while (end > 0 && Ascii.isBlank(bytes[end - 1])) {
      end--;
    }
    return end > 0 && bytes[end - 1] == ':';
  }

  private static final byte[] NEWLINE = {'\n'};
  private static final byte[] BLANK = {' '};

  /** A head whose own message ends with the announcement of frames. */
  private static boolean endsWithTraceback(ParsedEvent head) {
    return head.traceback && endsWithColon(head.bytes, head.to);
  }

  private void store(byte[] bytes, int from, int to, int limit) {
    int size = Math.min(to - from, limit - length);
    truncated |= size < to - from;
    if (buffer.length - length < size) {
      buffer = Arrays.copyOf(buffer, Math.max(1024, Math.max(2 * buffer.length, length + size)));
    }
    System.arraycopy(bytes, from, buffer, length, size);
    length += size;
  }

  public void write(StateWriter out) {
    out.number(lines);
    if (lines == 0) {
      return;
    }
    out.range(buffer, length);
    out.number(contentEnd);
    out.number(firstLineEnd);
    out.number(messageFrom);
    out.number(keptLines);
    out.constant(format);
    out.constant(level);
    out.constant(part);
    out.number(time);
    out.number(pid);
    out.number(offset);
    out.number(eventTime);
    out.bool(undated);
    out.bool(traceback);
    out.bool(truncated);
    out.bool(message);
    out.bool(wrapped);
  }

  public void read(StateReader in) {
    lines = in.index(Integer.MAX_VALUE);
    if (lines == 0) {
      return;
    }
    buffer = in.range(MAX_BYTES);
    length = buffer.length;
    contentEnd = in.index(length);
    firstLineEnd = in.index(length);
    messageFrom = in.index(length);
    keptLines = in.index(MAX_LINES);
    format = in.constant(LineFormat.class);
    level = in.constant(Level.class);
    part = in.constant(Part.class);
    time = in.number();
    pid = in.number();
    offset = in.number();
    eventTime = in.number();
    undated = in.bool();
    traceback = in.bool();
    truncated = in.bool();
    message = in.bool();
    wrapped = in.bool();
  }
}
