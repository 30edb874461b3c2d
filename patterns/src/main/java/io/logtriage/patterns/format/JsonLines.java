package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

/**
 * Lines that are JSON objects: what a container engine or journald wrapped around a line, what an
 * application's or a web server's logger writes. The text inside is written out as the line that it
 * would have been.
 */
final class JsonLines {
  private static final byte[] SCHEME = Ascii.of("://");
  private static final byte[] NO_MESSAGE = Ascii.of("- ");
  private static final byte[] BEFORE_REQUEST = Ascii.of(" - - [-] \"");
  private static final byte[] PROTOCOL = Ascii.of(" HTTP/1.1\" ");
  private static final byte[] BEFORE_REFERRER = Ascii.of(" 0 \"");
  private static final byte[] AGENT = Ascii.of("\" \"-\"");
  private static final byte[] MILLISECONDS = Ascii.of("ms");
  private static final byte[] MICROSECONDS = Ascii.of("us");
  private static final byte[] HANDLED = Ascii.of("handled request");
  private static final int LONGEST = 64 * 1024;

  private final Timestamp timestamp;
  private final JsonValues values = new JsonValues();
  private byte[] source = new byte[0];
  private final JsonText out = new JsonText(LONGEST);
  private boolean access;
  private boolean carrier;
  private Level level = Level.UNKNOWN;
  private long time = ParsedEvent.NO_TIME;
  private long pid = -1;
  private int targetFrom;
  private int targetTo;
  private int methodFrom;
  private int tailFrom;
  private int clientTo;
  private int status;

  JsonLines(TimeParser times) {
    this.timestamp = new Timestamp(times);
  }

  /** Whether this is such a line; the rest of this object then says what stands in it. */
  boolean read(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '{' || !values.read(bytes, from, to)) {
      return false;
    }
    source = bytes;
    out.clear();
    access = false;
    carrier = false;
    level = JsonLevels.of(values, source);
    time = time();
    pid = number(JsonKeys.PID);
    if (isCaddysAccess() && request()) {
      access = true;
      return true;
    }
    if (values.has(JsonKeys.MESSAGE)) {
      // Container engines and journald wrap whole lines, whose own heads say more.
      carrier = values.has(JsonKeys.STREAM);
      text(JsonKeys.MESSAGE);
    } else if (request()) {
      access = true;
      return true;
    } else if (values.has(JsonKeys.ERROR) || values.has(JsonKeys.TRACE)) {
      out.append(NO_MESSAGE);
    } else {
      return false;
    }
    if (!carrier) {
      line(JsonKeys.ERROR);
      line(JsonKeys.TRACE);
    }
    out.trimEnd();
    return true;
  }

  byte[] bytes() {
    return out.bytes();
  }

  int length() {
    return out.length();
  }

  boolean isAccess() {
    return access;
  }

  /** Whether the text inside is a physical line of its own. */
  boolean isCarrier() {
    return carrier;
  }

  Level levelOf() {
    return level;
  }

  long timeOf() {
    return time;
  }

  long pidOf() {
    return pid;
  }

  /** Fills an event with the access line that {@link #bytes()} holds. */
  void access(ParsedEvent event) {
    event.reset(out.bytes(), 0, out.length());
    event.format = LineFormat.NGINX_ACCESS;
    event.status = status;
    event.time = time;
    event.clientFrom = clientTo > 0 ? 0 : -1;
    event.clientTo = clientTo > 0 ? clientTo : -1;
    event.methodFrom = methodFrom;
    event.methodTo = targetFrom - 1;
    event.targetFrom = targetFrom;
    event.targetTo = targetTo;
    event.tailFrom = tailFrom;
  }

  /** Its lines have a message, too, which says no more than that. */
  private boolean isCaddysAccess() {
    int from = values.from(JsonKeys.MESSAGE);
    return from >= 0
        && values.to(JsonKeys.MESSAGE) - from == HANDLED.length
        && Ascii.startsWith(source, from, source.length, HANDLED)
        && values.has(JsonKeys.TARGET);
  }

  private boolean request() {
    int from = values.from(JsonKeys.STATUS);
    if (from < 0
        || values.to(JsonKeys.STATUS) - from < 3
        || !isDigit(source[from])
        || !isDigit(source[from + 1])
        || !isDigit(source[from + 2])
        || !(values.has(JsonKeys.REQUEST) || values.has(JsonKeys.TARGET))) {
      return false;
    }
    status = (source[from] - '0') * 100 + (source[from + 1] - '0') * 10 + source[from + 2] - '0';
    text(JsonKeys.CLIENT);
    clientTo = out.length();
    out.append(BEFORE_REQUEST);
    methodFrom = out.length();
    if (values.has(JsonKeys.REQUEST)) {
      requestLine();
    } else {
      word(JsonKeys.METHOD);
      out.append(' ');
      targetFrom = out.length();
      target();
      targetTo = out.length();
    }
    out.append(PROTOCOL);
    out.append(source, from, from + 3);
    tailFrom = out.length();
    out.append(BEFORE_REFERRER);
    word(JsonKeys.REFERRER);
    out.append(AGENT);
    took();
    return true;
  }

  private void took() {
    JsonKeys seconds = values.has(JsonKeys.MESSAGE) ? JsonKeys.DURATION : JsonKeys.SECONDS;
    out.append(' ');
    if (values.has(seconds)) {
      seconds(seconds);
    } else if (values.has(JsonKeys.MILLISECONDS)) {
      word(JsonKeys.MILLISECONDS);
      out.append(MILLISECONDS);
    } else if (number(JsonKeys.NANOSECONDS) >= 0) {
      int from = values.from(JsonKeys.NANOSECONDS);
      int to = Math.max(from, values.to(JsonKeys.NANOSECONDS) - 3);
      out.append(source, from, to);
      out.append(MICROSECONDS);
    }
  }

  /** Without what stands before the path in a whole address. */
  private void target() {
    int from = values.from(JsonKeys.TARGET);
    int to = values.to(JsonKeys.TARGET);
    int scheme = Ascii.indexOf(source, from, to, SCHEME);
    int slash = scheme < 0 ? from : Ascii.indexOf(source, scheme + SCHEME.length, to, '/');
    out.append(source, slash < 0 ? to : slash, to);
  }

  /** With three decimals, as nginx prints them: JSON writers drop what is zero. */
  private void seconds(JsonKeys key) {
    int from = values.from(key);
    int to = values.to(key);
    int point = Ascii.skipDigits(source, from, to);
    out.append(source, from, point);
    out.append('.');
    for (int decimal = 1; decimal <= 3; decimal++) {
      boolean digit = point + decimal < to && isDigit(source[point + decimal]);
      out.append(digit ? (char) source[point + decimal] : '0');
    }
  }

  private void requestLine() {
    int from = values.from(JsonKeys.REQUEST);
    int to = values.to(JsonKeys.REQUEST);
    int blank = Ascii.indexOf(source, from, to, ' ');
    int methodTo = blank < 0 ? from : blank;
    int target = blank < 0 ? from : blank + 1;
    int behind = Ascii.indexOf(source, target, to, ' ');
    out.append(source, from, methodTo);
    out.append(' ');
    targetFrom = out.length();
    out.append(source, target, behind < 0 ? to : behind);
    targetTo = out.length();
  }

  private long time() {
    // journald calls it __REALTIME_TIMESTAMP, which also tells that this is its object.
    JsonKeys key = values.has(JsonKeys.TIME) ? JsonKeys.TIME : JsonKeys.STREAM;
    return values.has(key)
        ? timestamp.millis(source, values.from(key), values.to(key))
        : ParsedEvent.NO_TIME;
  }

  private long number(JsonKeys key) {
    return values.has(key) ? Ascii.number(source, values.from(key), values.to(key)) : -1;
  }

  /** On a line of its own. */
  private void line(JsonKeys key) {
    if (values.has(key)) {
      out.append('\n');
      text(key);
    }
  }

  /** A value that holds no quotes, as it stands. */
  private void word(JsonKeys key) {
    if (values.has(key)) {
      out.append(source, values.from(key), values.to(key));
    } else {
      out.append('-');
    }
  }

  /** A value with its escapes resolved. */
  private void text(JsonKeys key) {
    if (values.has(key) && values.isBytes(key)) {
      out.numbers(source, values.from(key), values.to(key));
    } else if (values.has(key)) {
      out.unescape(source, values.from(key), values.to(key));
    }
  }
}
