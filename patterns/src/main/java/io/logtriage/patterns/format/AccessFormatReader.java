package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

/**
 * Takes lines apart by an {@link AccessFormat}: one pass, nothing allocated. A line that differs in
 * any way is not read at all, so that other formats get their chance. One per source.
 */
final class AccessFormatReader {
  private static final int NONE = -1;
  private static final int LONGEST_CLIENT = 512;
  private static final long DAY = 86_400_000_000L;
  private static final byte[] PROTOCOL = Ascii.of(" HTTP/");
  private static final int SWITCHING_PROTOCOLS = 101;

  private final TimeParser times;
  private final AccessDetails details = new AccessDetails();
  private long micros;
  private long upstream;

  AccessFormatReader(TimeParser times) {
    this.times = times;
  }

  /** Whether the line has this format; the event then holds what it says, else nothing. */
  boolean read(AccessFormat format, byte[] bytes, int from, int to, ParsedEvent event) {
    if (!Ascii.startsWith(bytes, from, to, format.prefix())) {
      return false;
    }
    details.clear();
    micros = RequestTime.UNKNOWN;
    upstream = RequestTime.UNKNOWN;
    int at = from + format.prefix().length;
    for (int i = 0; i < format.size(); i++) {
      int end = end(format, i, bytes, at, to);
      if (end < 0 || !take(format.value(i), bytes, at, end, event)) {
        event.reset(bytes, from, to);
        return false;
      }
      at = end + format.skip(i);
    }
    if (Ascii.skipBlanks(bytes, at, to) < to) {
      event.reset(bytes, from, to);
      return false;
    }
    event.format = format.dataset();
    event.micros =
        event.status == SWITCHING_PROTOCOLS
            ? RequestTime.UNKNOWN
            : upstream == RequestTime.UNKNOWN ? micros : upstream;
    event.details = details;
    return true;
  }

  /** Where the value that begins at {@code from} ends, or -1. */
  private int end(AccessFormat format, int index, byte[] bytes, int from, int to) {
    byte[] literal = format.end(index);
    AccessValue value = format.value(index);
    if (value.isTime()) {
      int end = time(value, bytes, from, to);
      return end < 0 || Ascii.startsWith(bytes, end, to, literal) ? end : NONE;
    }
    if (literal.length == 0) {
      return to;
    }
    int at = from;
    if (value == AccessValue.REQUEST && literal[0] == ' ') {
      // Without quotes around it only its protocol tells where it ends.
      int protocol = Ascii.indexOf(bytes, from, to, PROTOCOL);
      at = protocol < 0 ? from : protocol + PROTOCOL.length;
    }
    return find(literal, value.isList(), bytes, at, to);
  }

  private static int find(byte[] literal, boolean list, byte[] bytes, int from, int to) {
    byte first = literal[0];
    int last = to - literal.length;
    for (int at = from; at <= last; at++) {
      if (bytes[at] == first) {
        if (Ascii.startsWith(bytes, at, to, literal)
            && !(list && first == ' ' && isWithinList(bytes, at, from, to))) {
          return at;
        }
      } else if (bytes[at] == '\\' && first == '"') {
        at++;
      }
    }
    return NONE;
  }

  /** The blank in {@code 0.001, 0.002} and those in {@code 0.001 : 0.002}. */
  private static boolean isWithinList(byte[] bytes, int blank, int from, int to) {
    byte before = blank > from ? bytes[blank - 1] : 0;
    return before == ','
        || (before == ':' && blank > from + 1 && bytes[blank - 2] == ' ')
        || (blank + 2 < to && bytes[blank + 1] == ':' && bytes[blank + 2] == ' ');
  }

  private int time(AccessValue value, byte[] bytes, int from, int to) {
    switch (value) {
      case COMMON_TIME -> {
        return times.common(bytes, from, to);
      }
      case BRACKETED_TIME -> {
        int end = from < to && bytes[from] == '[' ? times.common(bytes, from + 1, to) : NONE;
        return end > 0 && end < to && bytes[end] == ']' ? end + 1 : NONE;
      }
      case ISO_TIME -> {
        return times.iso(bytes, from, to, '-');
      }
      default -> {
        return times.epoch(bytes, from, to);
      }
    }
  }

  private boolean take(AccessValue value, byte[] bytes, int from, int to, ParsedEvent event) {
    switch (value) {
      case COMMON_TIME, BRACKETED_TIME, ISO_TIME, EPOCH_TIME -> event.time = times.millis();
      case CLIENT -> {
        return client(bytes, from, to, event);
      }
      case REQUEST -> AccessLines.requestLine(bytes, from, to, event);
      case METHOD -> {
        event.methodFrom = from;
        event.methodTo = to;
      }
      case TARGET -> {
        event.targetFrom = from;
        event.targetTo = to;
      }
      case STATUS -> {
        return status(bytes, from, to, event);
      }
      case SECONDS -> micros = Math.max(micros, RequestTime.seconds(bytes, from, to));
      case UPSTREAM_SECONDS -> upstream = RequestTime.seconds(bytes, from, to);
      case MICROSECONDS -> took(bytes, from, to, 1);
      case MILLISECONDS -> took(bytes, from, to, 1_000);
      case WHOLE_SECONDS -> took(bytes, from, to, 1_000_000);
      case PID -> event.pid = Ascii.number(bytes, from, to);
      case BRACKETED_PID -> event.pid = Ascii.number(bytes, from + 1, to - 1);
      case BYTES, REFERRER, AGENT, HOST, UPSTREAM_ADDRESS, UPSTREAM_STATUS ->
          details.set(value, bytes, from, to);
      case IGNORED, IGNORED_LIST, FORWARDED -> {}
    }
    return true;
  }

  /** No address has a blank, but several may be joined by commas; a unix socket has none. */
  private static boolean client(byte[] bytes, int from, int to, ParsedEvent event) {
    if (to - from > LONGEST_CLIENT) {
      return false;
    }
    for (int at = from; at < to; at++) {
      if (bytes[at] == ' ' && (at == from || bytes[at - 1] != ',')) {
        return false;
      }
    }
    if (from < to && bytes[from] != '-' && event.clientFrom < 0) {
      event.clientFrom = from;
      event.clientTo = to;
    }
    return true;
  }

  private static boolean status(byte[] bytes, int from, int to, ParsedEvent event) {
    if (to - from != 3
        || !isDigit(bytes[from])
        || !isDigit(bytes[from + 1])
        || !isDigit(bytes[from + 2])) {
      return false;
    }
    event.status = (int) Ascii.number(bytes, from, to);
    return true;
  }

  /** Of several units the finest counts: it is never less than what the others were cut to. */
  private void took(byte[] bytes, int from, int to, long unit) {
    long value = Ascii.number(bytes, from, to);
    if (value >= 0 && value <= DAY / unit) {
      micros = Math.max(micros, value * unit);
    }
  }
}
