package io.logtriage.patterns.format;

import java.time.ZoneId;

/**
 * Takes off what carried a line: colours, the name that docker compose puts in front, the head of
 * syslog or journald, the time of a container engine, in any order and up to three deep. Reused for
 * every line.
 */
public final class Wrapping {
  private static final int LAYERS = 3;
  private static final int NO_ORIGIN = 0;
  private static final int NANOSECONDS = "2026-11-22T15:17:00.123456789Z".length();
  private static final byte[] GUNICORN = Ascii.of("gunicorn");
  private static final byte[] STDOUT = Ascii.of("stdout ");
  private static final byte[] STDERR = Ascii.of("stderr ");

  private final TimeParser times;
  private final Colours colours = new Colours();
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private long time;
  private long pid;
  private int origin;
  private boolean gunicorn;

  /**
   * @param zone of time stamps that carry none
   */
  public Wrapping(ZoneId zone) {
    this.times = new TimeParser(zone);
  }

  /**
   * Looks for layers around this line and takes them off.
   *
   * @param arrival epoch milliseconds, about when the line was written: syslog names no year
   * @return whether there was one; what is left is read by {@link #parse}
   */
  public boolean unwrap(byte[] line, int lineFrom, int lineTo, long arrival) {
    bytes = line;
    from = lineFrom;
    to = lineTo;
    time = ParsedEvent.NO_TIME;
    pid = -1;
    origin = NO_ORIGIN;
    gunicorn = false;
    int layers = 0;
    while (layers < LAYERS && (colours() || compose() || container() || syslog(arrival))) {
      layers++;
    }
    return layers > 0;
  }

  /** Reads what is left, with what the layers said where the line itself is silent. */
  public boolean parse(LineParser parser, ParsedEvent event) {
    boolean head = parser.parse(bytes, from, to, event);
    if (!head && gunicorn) {
      head = gunicornPid(event);
    }
    event.time = event.time == ParsedEvent.NO_TIME ? time : event.time;
    event.pid = event.pid < 0 ? pid : event.pid;
    return head;
  }

  /** A number for who wrote the line, where several write into one file; 0 when nothing is said. */
  public int origin() {
    return origin;
  }

  private boolean colours() {
    if (!colours.strip(bytes, from, to)) {
      return false;
    }
    bytes = colours.bytes();
    from = 0;
    to = colours.length();
    return true;
  }

  /** {@code web_1 | }, as docker compose pads it. */
  private boolean compose() {
    int end = nameEnd(from);
    int bar = Ascii.skipBlanks(bytes, end, to);
    if (end == from
        || bar == end
        || bar >= to
        || bytes[bar] != '|'
        || (bar + 1 < to && bytes[bar + 1] != ' ')) {
      return false;
    }
    origin(from, end);
    from = Math.min(bar + 2, to);
    return true;
  }

  /**
   * {@code 2026-11-22T15:17:00.123456789Z }, with nine digits as only container engines print them;
   * Kubernetes adds {@code stdout F }.
   */
  private boolean container() {
    int end = times.iso(bytes, from, to, '-');
    if (end < 0 || bytes[from + 10] != 'T' || !isNanoseconds(end)) {
      return false;
    }
    if (end < to && bytes[end] != ' ') {
      return false;
    }
    time = times.millis();
    from = Math.min(end + 1, to);
    if (Ascii.startsWith(bytes, from, to, STDOUT) || Ascii.startsWith(bytes, from, to, STDERR)) {
      from = Math.min(from + STDOUT.length + 2, to);
    }
    return true;
  }

  private boolean isNanoseconds(int end) {
    int digits = from + NANOSECONDS - 10;
    return end - from >= NANOSECONDS && Ascii.skipDigits(bytes, digits, to) == digits + 9;
  }

  /** {@code Nov 22 15:17:00 host tag[pid]: }, with a priority before it, or the time as in ISO. */
  private boolean syslog(long arrival) {
    int start = from;
    if (start < to && bytes[start] == '<') {
      int close = Ascii.skipDigits(bytes, start + 1, to);
      start = close > start + 1 && close < to && bytes[close] == '>' ? close + 1 : start;
    }
    int end = times.syslog(bytes, start, to, arrival);
    if (end < 0 && to - start > 19 && bytes[start + 10] == 'T') {
      end = times.iso(bytes, start, to, '-');
    }
    if (end < 0 || end >= to || bytes[end] != ' ') {
      return false;
    }
    int host = end + 1;
    int hostEnd = nameEnd(host);
    // Heroku names no host.
    if (hostEnd > host && hostEnd < to && bytes[hostEnd] == '[' && tag(host)) {
      return true;
    }
    if (hostEnd == host
        || hostEnd >= to
        || bytes[hostEnd] != ' '
        || LevelWords.of(bytes, host, hostEnd) != null) {
      return false;
    }
    return tag(hostEnd + 1);
  }

  private boolean tag(int tag) {
    int tagEnd = nameEnd(tag);
    int colon = tagEnd;
    long number = -1;
    if (tagEnd < to && bytes[tagEnd] == '[') {
      int close = nameEnd(tagEnd + 1);
      number = Ascii.number(bytes, tagEnd + 1, close);
      colon = close < to && bytes[close] == ']' ? close + 1 : to;
    }
    if (tagEnd == tag || colon >= to || bytes[colon] != ':') {
      return false;
    }
    time = times.millis();
    pid = number;
    origin(tag, colon);
    gunicorn = Ascii.startsWith(bytes, tag, tagEnd, GUNICORN);
    from = colon + 1 < to && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
    return true;
  }

  /** Gunicorn's own syslog layout is {@code [pid] message}, without time and level. */
  private boolean gunicornPid(ParsedEvent event) {
    int end = from < to && bytes[from] == '[' ? Ascii.skipDigits(bytes, from + 1, to) : from;
    if (end <= from + 1 || end >= to || bytes[end] != ']') {
      return false;
    }
    event.format = LineFormat.GUNICORN_ERROR;
    event.pid = Ascii.number(bytes, from + 1, end);
    event.messageFrom = Ascii.skipBlanks(bytes, end + 1, to);
    return true;
  }

  private int nameEnd(int start) {
    int at = start;
    while (at < to
        && (Ascii.isWord(bytes[at]) || bytes[at] == '.' || bytes[at] == '-' || bytes[at] == '/')) {
      at++;
    }
    return at;
  }

  private void origin(int start, int end) {
    for (int i = start; i < end; i++) {
      origin = 31 * origin + bytes[i];
    }
  }
}
