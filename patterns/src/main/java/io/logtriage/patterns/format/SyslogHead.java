package io.logtriage.patterns.format;

/**
 * The head that syslog and journald put before a line: RFC 3164 and 5424, with or without a
 * priority, and its relatives with an ISO time. Reused for every line.
 */
final class SyslogHead {
  private static final byte[] VERSION_1 = Ascii.of("1 ");
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final TimeParser times;
  private long time;
  private long pid;
  private int tagFrom;
  private int tagTo;
  private int messageFrom;

  SyslogHead(TimeParser times) {
    this.times = times;
  }

  /**
   * Whether there is one; the rest of this object then says what stands in it.
   *
   * @param arrival epoch milliseconds, about when the line was written: RFC 3164 names no year
   */
  boolean read(byte[] bytes, int from, int to, long arrival) {
    int start = from;
    if (start < to && bytes[start] == '<') {
      int close = Ascii.skipDigits(bytes, start + 1, to);
      start = close > start + 1 && close < to && bytes[close] == '>' ? close + 1 : start;
      if (start > from && Ascii.startsWith(bytes, start, to, VERSION_1)) {
        return structured(bytes, start + VERSION_1.length, to);
      }
    }
    int end = times.syslog(bytes, start, to, arrival);
    if (end < 0 && to - start > 19 && bytes[start + 10] == 'T') {
      end = times.iso(bytes, start, to, '-');
    }
    if (end < 0 || end >= to || bytes[end] != ' ') {
      return false;
    }
    int host = end + 1;
    int hostEnd = nameEnd(bytes, host, to);
    // Heroku names no host.
    if (hostEnd > host && hostEnd < to && bytes[hostEnd] == '[' && tag(bytes, host, to)) {
      return true;
    }
    if (hostEnd == host
        || hostEnd >= to
        || bytes[hostEnd] != ' '
        || LevelWords.of(bytes, host, hostEnd) != null) {
      return false;
    }
    return tag(bytes, hostEnd + 1, to);
  }

  long time() {
    return time;
  }

  /** -1 when it names none. */
  long pid() {
    return pid;
  }

  int tagFrom() {
    return tagFrom;
  }

  /** Behind the tag and its process. */
  int tagTo() {
    return tagTo;
  }

  int messageFrom() {
    return messageFrom;
  }

  /** {@code TIME HOST APP PROCID MSGID STRUCTURED-DATA MSG}; a dash stands for what is absent. */
  private boolean structured(byte[] bytes, int from, int to) {
    int end = times.iso(bytes, from, to, '-');
    long millis = times.millis();
    if (end < 0 && from < to && bytes[from] == '-') {
      end = from + 1;
      millis = ParsedEvent.NO_TIME;
    }
    int app = word(bytes, word(bytes, end < 0 ? to : end, to), to);
    int process = word(bytes, app, to);
    int data = word(bytes, word(bytes, process, to), to);
    if (data >= to || (bytes[data] != '-' && bytes[data] != '[')) {
      return false;
    }
    int message = bytes[data] == '-' ? data + 1 : elements(bytes, data, to);
    if (message < to && bytes[message] != ' ') {
      return false;
    }
    message = Math.min(message + 1, to);
    time = millis;
    tagFrom = app;
    tagTo = process - 1;
    pid = Ascii.number(bytes, process, Ascii.skipDigits(bytes, process, to));
    messageFrom = Ascii.startsWith(bytes, message, to, MARK) ? message + MARK.length : message;
    return true;
  }

  /** Where the word behind the next blank begins. */
  private static int word(byte[] bytes, int from, int to) {
    int blank = Ascii.indexOf(bytes, from, to, ' ');
    return blank < 0 ? to : blank + 1;
  }

  /** Behind {@code [id name="value"][...]}, in whose values a bracket is escaped. */
  private static int elements(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == '[') {
      while (at < to && bytes[at] != ']') {
        at += bytes[at] == '\\' ? 2 : 1;
      }
      at++;
    }
    return Math.min(at, to);
  }

  private boolean tag(byte[] bytes, int tag, int to) {
    int tagEnd = nameEnd(bytes, tag, to);
    int colon = tagEnd;
    long number = -1;
    if (tagEnd < to && bytes[tagEnd] == '[') {
      int close = nameEnd(bytes, tagEnd + 1, to);
      number = Ascii.number(bytes, tagEnd + 1, close);
      colon = close < to && bytes[close] == ']' ? close + 1 : to;
    }
    if (tagEnd == tag || colon >= to || bytes[colon] != ':') {
      return false;
    }
    time = times.millis();
    pid = number;
    tagFrom = tag;
    tagTo = colon;
    messageFrom = colon + 1 < to && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
    return true;
  }

  /** Behind the name that begins at {@code start}. */
  static int nameEnd(byte[] bytes, int start, int to) {
    int at = start;
    while (at < to
        && (Ascii.isWord(bytes[at]) || bytes[at] == '.' || bytes[at] == '-' || bytes[at] == '/')) {
      at++;
    }
    return at;
  }
}
