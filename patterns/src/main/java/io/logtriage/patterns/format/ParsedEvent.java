package io.logtriage.patterns.format;

import org.jspecify.annotations.Nullable;

/**
 * One event as offsets into the bytes that hold it: the scratch value of the hot path.
 *
 * <p>Mutable, reused for every line and only valid during the call that hands it over, so that a
 * benign line allocates nothing. All offsets are absolute in {@link #bytes}; an absent range has
 * from == to == -1.
 */
public final class ParsedEvent {
  /** Value of {@link #time} when the event carries no time of its own. */
  public static final long NO_TIME = Long.MIN_VALUE;

  public byte[] bytes = new byte[0];

  /** The whole event, all its lines, without the last line's end ({@code \n} or {@code \r\n}). */
  public int from;

  public int to;

  /** End of its first line, without the line's end. */
  public int firstLineEnd;

  /** Where the message begins, behind time, pid, level and logger name. */
  public int messageFrom;

  public int lines;
  public LineFormat format = LineFormat.TEXT;
  public Level level = Level.UNKNOWN;

  /** Event time, epoch milliseconds, or {@link #NO_TIME}. */
  public long time = NO_TIME;

  /** Process id in the line's head, -1 when absent. */
  public long pid = -1;

  /** Whether the event holds a Python traceback. */
  public boolean traceback;

  /** Whether bytes or lines were left out because of the bounds on an event. */
  public boolean truncated;

  /** HTTP status of an access line, -1 otherwise. */
  public int status = -1;

  public int clientFrom = -1;
  public int clientTo = -1;
  public int methodFrom = -1;
  public int methodTo = -1;

  /** Request target of an access line: path and query. */
  public int targetFrom = -1;

  public int targetTo = -1;

  /** Behind the status of an access line: bytes sent, referrer, agent and what else follows. */
  public int tailFrom = -1;

  /** What else a given access format says, null when the line has none of those. */
  public @Nullable AccessDetails details;

  /** How long the request took, as {@link RequestTime} read it; it asks when somebody asks it. */
  long micros = UNREAD;

  static final long UNREAD = -2;

  /** Leaves out what is behind its first {@code size} bytes. */
  public void truncateTo(int size) {
    if (to - from > size) {
      to = from + size;
      firstLineEnd = Math.min(firstLineEnd, to);
      messageFrom = Math.min(messageFrom, to);
      truncated = true;
    }
  }

  /** Back to an event without anything known about it. */
  public void reset(byte[] newBytes, int newFrom, int newTo) {
    bytes = newBytes;
    from = newFrom;
    to = newTo;
    firstLineEnd = newTo;
    messageFrom = newFrom;
    lines = 1;
    format = LineFormat.TEXT;
    level = Level.UNKNOWN;
    time = NO_TIME;
    pid = -1;
    traceback = false;
    truncated = false;
    status = -1;
    clientFrom = -1;
    clientTo = -1;
    methodFrom = -1;
    methodTo = -1;
    targetFrom = -1;
    targetTo = -1;
    tailFrom = -1;
    micros = UNREAD;
    details = null;
  }
}
