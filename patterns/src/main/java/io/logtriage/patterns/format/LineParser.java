package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

import java.time.ZoneId;
import java.util.List;

/**
 * Recognises one line by its shape and fills a {@link ParsedEvent}; allocates nothing in steady
 * state. One per source, not safe for use by more than one thread.
 */
public final class LineParser {
  private static final byte[] TRACEBACK = Ascii.of("Traceback (most recent call last)");
  private static final byte[] HTTP_1_0 = Ascii.of(" HTTP/1.0\"");

  private static final byte[] LOG = Ascii.of(".log");
  private static final int LONGEST_NAME = 120;

  private final TimeParser times;
  private final AccessLines access;
  private final PythonLines python;
  private final AccessFormat[] given;
  private final AccessFormatReader reader;
  private boolean certain;

  /**
   * @param zone of time stamps that carry none
   */
  public LineParser(ZoneId zone) {
    this(zone, List.of());
  }

  /**
   * @param zone of time stamps that carry none
   * @param formats of access lines, tried in order before the built-in ones
   */
  public LineParser(ZoneId zone, List<AccessFormat> formats) {
    this.times = new TimeParser(zone);
    this.given = formats.toArray(AccessFormat[]::new);
    this.reader = new AccessFormatReader(times);
    this.access = new AccessLines(times);
    this.python = new PythonLines(times);
  }

  /**
   * Takes one physical line without its end.
   *
   * @return whether the line is a head: one that begins an event, because it has a time, a level or
   *     a known beginning of its own
   */
  public boolean parse(byte[] bytes, int from, int to, ParsedEvent event) {
    event.reset(bytes, from, to);
    certain = true;
    if (from == to) {
      return false;
    }
    for (AccessFormat format : given) {
      if (reader.read(format, bytes, from, to, event)) {
        return true;
      }
    }
    // Logs are pasted with indents; what stands at the beginning of a head is no source code.
    int text = Ascii.skipBlanks(bytes, from, to);
    boolean head = beginning(bytes, from, text, to, event);
    if (mayWrapAccess(event) && isAddress(bytes, event.messageFrom, to)) {
      wrappedAccess(bytes, to, event);
    }
    if (event.format == LineFormat.TEXT) {
      certain = !unusual(bytes, from, to, event);
      head |= !certain;
    }
    if (!event.format.isAccess()) {
      event.traceback = Ascii.indexOf(bytes, from, to, TRACEBACK) >= 0;
    }
    return head;
  }

  /** Whether the last line's format was not only guessed from its middle. */
  public boolean isCertain() {
    return certain;
  }

  /** What the line begins with says most of all. */
  private boolean beginning(byte[] bytes, int from, int text, int to, ParsedEvent event) {
    if (text < to && bytes[text] == '[') {
      return bracketed(bytes, text, to, event);
    }
    if (to - text >= 19 && isDigit(bytes[text]) && isDate(bytes, text)) {
      return dated(bytes, text, to, event);
    }
    return python.levelFirst(bytes, from, to, event)
        || access(bytes, text, to, event)
        || NginxErrorLines.undated(bytes, from, to, event)
        || rare(bytes, text, to, event);
  }

  private boolean rare(byte[] bytes, int text, int to, ParsedEvent event) {
    return (text < to && isDigit(bytes[text]) && compact(bytes, text, to, event))
        || named(bytes, text, to, event)
        || GoLines.parse(bytes, text, to, times, event)
        || weekday(bytes, text, to, event)
        || loose(bytes, text, to, event);
  }

  /** {@code 20261122 15:17:00 ERROR}, {@code 1798761600.250 ERROR}. */
  private boolean compact(byte[] bytes, int text, int to, ParsedEvent event) {
    int end = times.compact(bytes, text, to);
    end = end > 0 ? end : times.epoch(bytes, text, to);
    long time = times.millis();
    if (end < 0 || !python.dated(bytes, end, to, event)) {
      return false;
    }
    event.time = time;
    return true;
  }

  /** {@code Fri Nov 22 15:17:00 2026 - ERROR}. */
  private boolean weekday(byte[] bytes, int text, int to, ParsedEvent event) {
    int end = times.ctime(bytes, text, to);
    return end > 0 && behindTime(bytes, end, to, event);
  }

  /** {@code nova-api.log 2026-11-22 15:17:00.123 ...}: the file's name, as collectors put it. */
  private boolean named(byte[] bytes, int from, int to, ParsedEvent event) {
    int limit = Math.min(to, from + LONGEST_NAME);
    int end = from;
    while (end < limit && bytes[end] != ' ') {
      end++;
    }
    return end < limit
        && to - end > 19
        && isDigit(bytes[end + 1])
        && Ascii.indexOf(bytes, from, end, LOG) > from
        && isDate(bytes, end + 1)
        && dated(bytes, end + 1, to, event);
  }

  /** A line whose beginning is none that we know, but whose middle is. */
  private boolean unusual(byte[] bytes, int from, int to, ParsedEvent event) {
    return CustomAccessLines.parse(bytes, event.messageFrom, to, times, event)
        || BuriedHead.find(bytes, from, to, times, event);
  }

  private boolean access(byte[] bytes, int from, int to, ParsedEvent event) {
    if (!access.parse(bytes, from, to, event)) {
      return false;
    }
    event.format = LineFormat.NGINX_ACCESS;
    if (event.status < 0) {
      // Something may stand before the request, such as the time it took.
      CustomAccessLines.quotedRequest(bytes, from, to, event);
    }
    if (event.clientFrom < 0
        && event.targetTo > 0
        && Ascii.startsWith(bytes, event.targetTo, to, HTTP_1_0)) {
      event.format = LineFormat.GUNICORN_ACCESS;
    }
    return true;
  }

  /**
   * The development server's, uvicorn's and hypercorn's access lines stand behind a head of their
   * logger.
   */
  private void wrappedAccess(byte[] bytes, int to, ParsedEvent event) {
    long time = event.time;
    int client = event.messageFrom;
    boolean read = access.parse(bytes, client, to, event) && event.status >= 0;
    if (!read && CustomAccessLines.quotedRequest(bytes, client, to, event)) {
      event.clientFrom = client;
      event.clientTo = ClientAddress.end(bytes, client, Ascii.indexOf(bytes, client, to, ' '));
      read = true;
    }
    event.format = read ? LineFormat.GUNICORN_ACCESS : event.format;
    event.time = time == ParsedEvent.NO_TIME ? event.time : time;
  }

  private static boolean mayWrapAccess(ParsedEvent event) {
    return event.format == LineFormat.PYTHON
        || (event.format == LineFormat.GUNICORN_ERROR && event.level == Level.INFO);
  }

  private static boolean isAddress(byte[] bytes, int from, int to) {
    int end = ClientAddress.word(bytes, from, to);
    return end > from && to - end > 2 && bytes[end] == ' ' && bytes[end + 1] == '-';
  }

  private static boolean isDate(byte[] bytes, int from) {
    byte separator = bytes[from + 4];
    return (separator == '-' || separator == '/') && bytes[from + 7] == separator;
  }

  private boolean dated(byte[] bytes, int from, int to, ParsedEvent event) {
    char separator = (char) bytes[from + 4];
    int end = times.iso(bytes, from, to, separator);
    if (end < 0) {
      return false;
    }
    event.time = times.millis();
    if (separator == '/' && NginxErrorLines.timeless(bytes, end + 1, to, event)) {
      return true;
    }
    return behindTime(bytes, end, to, event);
  }

  private boolean bracketed(byte[] bytes, int from, int to, ParsedEvent event) {
    int end = times.iso(bytes, from + 1, to, '-');
    if (end < 0) {
      end = times.common(bytes, from + 1, to);
    }
    if (end < 0) {
      end = times.ctime(bytes, from + 1, to);
    }
    if (end < 0) {
      return NginxErrorLines.timeless(bytes, from, to, event)
          || python.levelFirst(bytes, from, to, event)
          || access(bytes, from, to, event)
          || LetterLevelLines.parse(bytes, from, to, times, event)
          || loose(bytes, from, to, event);
    }
    event.time = times.millis();
    return behindTime(bytes, end < to && bytes[end] == ']' ? end + 1 : end, to, event);
  }

  /** A head of logging that begins with a clock alone, or with the logger. */
  private boolean loose(byte[] bytes, int from, int to, ParsedEvent event) {
    int end = ShortClock.end(bytes, from, to);
    return end > 0
        ? python.dated(bytes, end, to, event)
        : PythonLines.loggerFirst(bytes, from, to, event);
  }

  private boolean behindTime(byte[] bytes, int end, int to, ParsedEvent event) {
    event.time = times.millis();
    if (!times.fraction() && GunicornErrorLines.parse(bytes, end, to, event)) {
      return true;
    }
    if (!python.dated(bytes, end, to, event)) {
      event.messageFrom = behindSeparator(bytes, Ascii.skipBlanks(bytes, end, to), to);
    }
    return true;
  }

  /** {@code 2026-11-22 15:17:00: message}, or with a dash: what stands behind the time alone. */
  private static int behindSeparator(byte[] bytes, int from, int to) {
    return from + 1 < to && bytes[from + 1] == ' ' && (bytes[from] == ':' || bytes[from] == '-')
        ? Ascii.skipBlanks(bytes, from + 1, to)
        : from;
  }
}
