package io.logtriage.patterns.format;

import java.time.ZoneId;

/**
 * Reads what a container engine wrote around a line or a piece of one: {@code TIME stdout P text}
 * of Kubernetes' CRI and {@code {"log":"text","stream":"stdout","time":"..."}} of docker's
 * json-file. Reused for every line.
 */
public final class PieceHead {
  private static final byte[] LOG = Ascii.of("{\"log\":\"");
  private static final byte[] STDOUT = Ascii.of("stdout ");
  private static final byte[] STDERR = Ascii.of("stderr ");
  private static final byte[] IS_STDERR = Ascii.of("\"stream\":\"stderr\"");
  private static final byte[] IS_STDOUT = Ascii.of("\"stream\":\"stdout\"");
  private static final byte[] TIME = Ascii.of("\"time\":\"");

  /** How far behind the text the stream and the time may stand; docker's attributes come first. */
  private static final int REACH = 4 * 1024;

  private static final int SHORTEST_TIME = 20;
  private static final int LONGEST_TIME = 36;

  private final Timestamp times;
  private byte[] bytes = new byte[0];
  private int lineFrom;
  private int lineTo;
  private int textFrom;
  private int textTo;
  private int stream;
  private boolean marked;
  private boolean last;
  private boolean ended;
  private long time;

  /**
   * @param zone of time stamps that carry none
   */
  public PieceHead(ZoneId zone) {
    this.times = new Timestamp(zone);
  }

  /** Whether a container engine wrote this line; the rest of this object then says what. */
  public boolean read(byte[] line, int from, int to) {
    if (to - from < SHORTEST_TIME
        || !(line[from] == '{' ? json(line, from, to) : cri(line, from, to))) {
      return false;
    }
    bytes = line;
    lineFrom = from;
    lineTo = to;
    return true;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int lineFrom() {
    return lineFrom;
  }

  public int lineTo() {
    return lineTo;
  }

  public int textFrom() {
    return textFrom;
  }

  /** Behind the text, without the line end that docker writes. */
  public int textTo() {
    return textTo;
  }

  /** Bytes of the text, as they stand there. */
  public int length() {
    return textTo - textFrom;
  }

  /** 0 for stdout, 1 for stderr. */
  public int stream() {
    return stream;
  }

  /** Whether the engine marks pieces, as Kubernetes' do. */
  public boolean isMarked() {
    return marked;
  }

  /** Whether it is marked as the last piece of its line, or as the only one. */
  public boolean isLast() {
    return last;
  }

  /** Whether a line end stands behind the text. */
  public boolean isEnded() {
    return ended;
  }

  /** When docker took the text, epoch milliseconds, or {@link ParsedEvent#NO_TIME}. */
  public long time() {
    return time;
  }

  private boolean cri(byte[] line, int from, int to) {
    if (line[from + 10] != 'T' || line[from + 4] != '-' || !Ascii.isDigit(line[from])) {
      return false;
    }
    int blank = Ascii.indexOf(line, from + SHORTEST_TIME, Math.min(to, from + LONGEST_TIME), ' ');
    int tag = blank + 1 + STDOUT.length;
    if (blank < 0
        || tag >= to
        || !(isAt(line, blank, to, STDOUT) || isAt(line, blank, to, STDERR))) {
      return false;
    }
    // Further tags may follow, divided by colons; an empty line ends with the tag.
    int tags = Ascii.indexOf(line, tag, Math.min(to, tag + LONGEST_TIME), ' ');
    int tagsTo = tags < 0 ? to : tags;
    boolean known = line[tag] == 'P' || line[tag] == 'F';
    if (!known || (tagsTo > tag + 1 && line[tag + 1] != ':')) {
      return false;
    }
    marked = true;
    last = line[tag] == 'F';
    ended = false;
    stream = isAt(line, blank, to, STDERR) ? 1 : 0;
    textFrom = Math.min(tagsTo + 1, to);
    textTo = to;
    time = ParsedEvent.NO_TIME;
    return true;
  }

  private static boolean isAt(byte[] line, int blank, int to, byte[] word) {
    return Ascii.startsWith(line, blank + 1, to, word);
  }

  private boolean json(byte[] line, int from, int to) {
    if (!Ascii.startsWith(line, from, to, LOG)) {
      return false;
    }
    int text = from + LOG.length;
    int close = EightBytes.closingQuote(line, text, to);
    int limit = Math.min(to, close + REACH);
    boolean error = Ascii.indexOf(line, close, limit, IS_STDERR) >= 0;
    if (!error && Ascii.indexOf(line, close, limit, IS_STDOUT) < 0) {
      return false;
    }
    marked = false;
    last = false;
    ended = endsLine(line, text, close);
    stream = error ? 1 : 0;
    textFrom = text;
    textTo = ended ? close - 2 : close;
    int stamp = Ascii.indexOf(line, close, limit, TIME);
    int digits = stamp + TIME.length;
    time =
        stamp < 0
            ? ParsedEvent.NO_TIME
            : times.millis(line, digits, Math.min(to, EightBytes.closingQuote(line, digits, to)));
    return true;
  }

  /** Whether an escaped line end stands before {@code to}, and no escaped backslash and an n. */
  private static boolean endsLine(byte[] line, int from, int to) {
    int backslashes = 0;
    while (to - 2 - backslashes >= from && line[to - 2 - backslashes] == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1 && line[to - 1] == 'n';
  }
}
