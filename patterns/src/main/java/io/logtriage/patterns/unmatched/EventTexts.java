package io.logtriage.patterns.unmatched;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.assemble.Raised;
import io.logtriage.patterns.format.Ascii;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;

/** Text of an event for a reader: bounded, and without what moves a terminal's cursor. */
final class EventTexts {
  private static final int MAX_TELLING = 1024;
  private static final int MAX_HEAD = 400;
  private static final int MAX_TAIL = 600;
  private static final byte[] CLIENT = Ascii.of(", client: ");

  private EventTexts() {}

  /** What the event says: the exception of a traceback, else the first line of its message. */
  static String telling(ParsedEvent event) {
    Raised raised = event.traceback ? Raised.last(event.bytes, event.from, event.to) : null;
    if (raised != null) {
      return raised.message().isEmpty() ? raised.type() : raised.type() + ": " + raised.message();
    }
    int from = Ascii.skipBlanks(event.bytes, event.messageFrom, event.to);
    int to = Ascii.indexOf(event.bytes, from, event.to, '\n');
    to = to < 0 ? event.to : to;
    if (event.format == LineFormat.NGINX_ERROR) {
      int client = Ascii.indexOf(event.bytes, from, to, CLIENT);
      to = client < 0 ? to : client;
    }
    return decode(event, from, Math.min(to, from + MAX_TELLING));
  }

  /** Its beginning and, where that is not all, its end, where a traceback says most. */
  static String sample(ParsedEvent event) {
    int from = event.from;
    int to = event.to;
    if (to - from <= MAX_HEAD + MAX_TAIL) {
      return printable(decode(event, from, to));
    }
    int tail = to - MAX_TAIL;
    while (tail < to && event.bytes[tail] != '\n') {
      tail++;
    }
    if (tail >= to - 1) {
      return printable(decode(event, from, from + MAX_HEAD + MAX_TAIL)) + "...";
    }
    return printable(decode(event, from, from + MAX_HEAD))
        + "...\n"
        + printable(decode(event, tail + 1, to));
  }

  private static String decode(ParsedEvent event, int from, int to) {
    return new String(event.bytes, from, to - from, UTF_8);
  }

  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point != '\r')
        .forEach(point -> safe.appendCodePoint(isPrintable(point) ? point : '\uFFFD'));
    return safe.toString();
  }

  private static boolean isPrintable(int point) {
    return point == '\n'
        || point == '\t'
        || !(Character.isISOControl(point) || Character.getType(point) == Character.FORMAT);
  }
}
