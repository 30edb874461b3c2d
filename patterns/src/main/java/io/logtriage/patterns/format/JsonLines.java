package io.logtriage.patterns.format;

import static io.logtriage.patterns.format.Ascii.isDigit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines that are JSON objects: what a container engine or journald wrapped around a line, what an
 * application's or a web server's logger writes. The text inside is written out as the line that it
 * would have been.
 */
final class JsonLines {
  private static final byte[] NO_MESSAGE = Ascii.of("- ");
  private static final byte[] BEFORE_REQUEST = Ascii.of(" - - [-] \"");
  private static final byte[] PROTOCOL = Ascii.of(" HTTP/1.1\" ");
  private static final byte[] BEFORE_REFERRER = Ascii.of(" 0 \"");
  private static final byte[] AGENT = Ascii.of("\" \"-\"");
  private static final int LONGEST = 64 * 1024;

  private final TimeParser times;
  private final JsonValues values = new JsonValues();
  private byte[] source = new byte[0];
  private byte[] out = new byte[256];
  private int length;
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
    this.times = times;
  }

  /** Whether this is such a line; the rest of this object then says what stands in it. */
  boolean read(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '{' || !values.read(bytes, from, to)) {
      return false;
    }
    source = bytes;
    length = 0;
    access = false;
    carrier = false;
    level = level();
    time = time();
    pid = number(JsonKeys.PID);
    if (values.has(JsonKeys.MESSAGE)) {
      // Container engines and journald wrap whole lines, whose own heads say more.
      carrier = values.has(JsonKeys.STREAM);
      text(JsonKeys.MESSAGE);
    } else if (request()) {
      access = true;
      return true;
    } else if (values.has(JsonKeys.ERROR) || values.has(JsonKeys.TRACE)) {
      copy(NO_MESSAGE);
    } else {
      return false;
    }
    if (!carrier) {
      line(JsonKeys.ERROR);
      line(JsonKeys.TRACE);
    }
    while (length > 0 && (out[length - 1] == '\n' || out[length - 1] == '\r')) {
      length--;
    }
    return true;
  }

  byte[] bytes() {
    return out;
  }

  int length() {
    return length;
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
    event.reset(out, 0, length);
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
    clientTo = length;
    copy(BEFORE_REQUEST);
    methodFrom = length;
    if (values.has(JsonKeys.REQUEST)) {
      requestLine();
    } else {
      word(JsonKeys.METHOD);
      copy((byte) ' ');
      targetFrom = length;
      word(JsonKeys.TARGET);
      targetTo = length;
    }
    copy(PROTOCOL);
    copy(source, from, from + 3);
    tailFrom = length;
    copy(BEFORE_REFERRER);
    word(JsonKeys.REFERRER);
    copy(AGENT);
    if (values.has(JsonKeys.SECONDS)) {
      copy((byte) ' ');
      seconds();
    }
    return true;
  }

  /** With three decimals, as nginx prints them: JSON writers drop what is zero. */
  private void seconds() {
    int from = values.from(JsonKeys.SECONDS);
    int to = values.to(JsonKeys.SECONDS);
    int point = Ascii.skipDigits(source, from, to);
    copy(source, from, point);
    copy((byte) '.');
    for (int decimal = 1; decimal <= 3; decimal++) {
      boolean digit = point + decimal < to && isDigit(source[point + decimal]);
      copy(digit ? source[point + decimal] : (byte) '0');
    }
  }

  private void requestLine() {
    int from = values.from(JsonKeys.REQUEST);
    int to = values.to(JsonKeys.REQUEST);
    int blank = Ascii.indexOf(source, from, to, ' ');
    int methodTo = blank < 0 ? from : blank;
    int target = blank < 0 ? from : blank + 1;
    int behind = Ascii.indexOf(source, target, to, ' ');
    copy(source, from, methodTo);
    copy((byte) ' ');
    targetFrom = length;
    copy(source, target, behind < 0 ? to : behind);
    targetTo = length;
  }

  private Level level() {
    if (values.has(JsonKeys.PRIORITY)) {
      int priority = (int) number(JsonKeys.PRIORITY);
      return priority < 0 || priority > 7
          ? Level.UNKNOWN
          : priority <= 2
              ? Level.CRITICAL
              : priority == 3
                  ? Level.ERROR
                  : priority == 4 ? Level.WARNING : priority == 7 ? Level.DEBUG : Level.INFO;
    }
    if (!values.has(JsonKeys.LEVEL)) {
      return Level.UNKNOWN;
    }
    int from = values.from(JsonKeys.LEVEL);
    int to = values.to(JsonKeys.LEVEL);
    long number = Ascii.number(source, from, to);
    if (number >= 10 && number <= 60) {
      // bunyan and pino count in tens: 30 is info, 50 error; Python's own numbers lie 10 lower.
      return number >= 60
          ? Level.CRITICAL
          : number >= 50 ? Level.ERROR : number >= 40 ? Level.WARNING : Level.INFO;
    }
    return LevelWords.ofAny(source, from, to);
  }

  private long time() {
    if (!values.has(JsonKeys.TIME)) {
      return ParsedEvent.NO_TIME;
    }
    int from = values.from(JsonKeys.TIME);
    int to = values.to(JsonKeys.TIME);
    if (times.iso(source, from, to, '-') > 0 || times.common(source, from, to) > 0) {
      return times.millis();
    }
    int digits = Ascii.skipDigits(source, from, to);
    long number = Ascii.number(source, from, digits);
    return digits - from == 10
        ? number * 1_000
        : digits - from == 13 ? number : ParsedEvent.NO_TIME;
  }

  private long number(JsonKeys key) {
    return values.has(key) ? Ascii.number(source, values.from(key), values.to(key)) : -1;
  }

  /** On a line of its own. */
  private void line(JsonKeys key) {
    if (values.has(key)) {
      copy((byte) '\n');
      text(key);
    }
  }

  /** A value that holds no quotes, as it stands. */
  private void word(JsonKeys key) {
    if (values.has(key)) {
      copy(source, values.from(key), values.to(key));
    } else {
      copy((byte) '-');
    }
  }

  /** A value with its escapes resolved. */
  private void text(JsonKeys key) {
    int to = values.has(key) ? Math.min(values.to(key), values.from(key) + LONGEST) : 0;
    int at = values.has(key) ? values.from(key) : to;
    while (at < to) {
      if (source[at] != '\\' || at + 1 >= to) {
        copy(source[at++]);
      } else {
        at = escape(at + 1, to);
      }
    }
  }

  /** Behind the escape whose letter stands at {@code at}. */
  private int escape(int at, int to) {
    switch (source[at]) {
      case 'n' -> copy((byte) '\n');
      case 't' -> copy((byte) '\t');
      case 'r', 'b', 'f' -> copy((byte) ' ');
      case 'u' -> {
        return unicode(at + 1, to);
      }
      default -> copy(source[at]);
    }
    return at + 1;
  }

  /** {@code u001b}; half characters become a question mark. */
  private int unicode(int at, int to) {
    int code = 0;
    int digits = 0;
    while (digits < 4 && at + digits < to) {
      int digit = Character.digit(source[at + digits], 16);
      if (digit < 0) {
        break;
      }
      code = code * 16 + digit;
      digits++;
    }
    if (digits == 4) {
      byte[] encoded = Character.toString(code).getBytes(StandardCharsets.UTF_8);
      copy(encoded, 0, encoded.length);
    }
    return at + digits;
  }

  private void copy(byte[] text) {
    copy(text, 0, text.length);
  }

  private void copy(byte value) {
    if (length == out.length) {
      out = Arrays.copyOf(out, 2 * length);
    }
    out[length++] = value;
  }

  private void copy(byte[] bytes, int from, int to) {
    int size = Math.max(0, Math.min(to - from, LONGEST));
    if (out.length - length < size) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + size));
    }
    System.arraycopy(bytes, from, out, length, size);
    length += size;
  }
}
