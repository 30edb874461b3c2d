package io.logtriage.patterns.format;

import org.jspecify.annotations.Nullable;

/**
 * What stands before a line that was carried: the name that docker compose, stern or kubectl puts
 * there, and the time of a container engine or of Cloud Foundry. Reused for every line.
 */
final class Carriers {
  private static final int NANOSECONDS = "2026-11-22T15:17:00.123456789Z".length();
  private static final int TICKS = "2026-11-22T15:17:00.1234567Z".length();
  private static final byte[] STDOUT = Ascii.of("stdout ");
  private static final byte[] STDERR = Ascii.of("stderr ");
  private static final byte[] POD = Ascii.of("[pod/");
  private static final byte[] OBJECT = Ascii.of("{\"");
  private static final byte[][] STREAMS = {
    Ascii.of("OUT "), Ascii.of("ERR "), Ascii.of("STDOUT "), Ascii.of("STDERR ")
  };
  private static final int LONGEST_NAME = 300;

  private final TimeParser times;
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private int nameFrom;
  private int nameTo;
  private long time;

  Carriers(TimeParser times) {
    this.times = times;
  }

  /** What begins here, null when nothing does; the rest of this object then tells of it. */
  @Nullable Layer read(byte[] line, int lineFrom, int lineTo) {
    bytes = line;
    from = lineFrom;
    to = lineTo;
    nameFrom = lineFrom;
    nameTo = lineFrom;
    time = ParsedEvent.NO_TIME;
    if (compose()) {
      return Layer.COMPOSE;
    }
    if (pod()) {
      return Layer.POD;
    }
    // Logs are pasted with indents. A time behind one is no source code of a traceback.
    from = Ascii.skipBlanks(bytes, from, to);
    return container() ? Layer.CONTAINER : null;
  }

  /** Where what was carried begins. */
  int textFrom() {
    return from;
  }

  /** Epoch milliseconds, or {@link ParsedEvent#NO_TIME}. */
  long time() {
    return time;
  }

  /** Who wrote the line; empty when that is not said. */
  int nameFrom() {
    return nameFrom;
  }

  int nameTo() {
    return nameTo;
  }

  /** {@code web_1 | }, as docker compose pads it. No level that Python's loggers pad alike. */
  private boolean compose() {
    int end = SyslogHead.nameEnd(bytes, from, to);
    int bar = Ascii.skipBlanks(bytes, end, to);
    if (isStream(bar)) {
      bar = Ascii.skipBlanks(bytes, bar + STDOUT.length, to);
    }
    if (end == from
        || bar == end
        || bar >= to
        || bytes[bar] != '|'
        || (bar + 1 < to && bytes[bar + 1] != ' ')
        || LevelWords.of(bytes, from, end) != null) {
      return false;
    }
    nameTo = end;
    from = Math.min(bar + 2, to);
    return true;
  }

  /**
   * {@code pod container } of stern, {@code [pod/name/container] } of kubectl. Two words are names
   * only before what begins a line for certain.
   */
  private boolean pod() {
    if (Ascii.startsWith(bytes, from, to, POD)) {
      int close = Ascii.indexOf(bytes, from, Math.min(to, from + LONGEST_NAME), ']');
      if (close < 0 || close + 1 >= to || bytes[close + 1] != ' ') {
        return false;
      }
      nameTo = close;
      from = close + 2;
      return true;
    }
    int name = SyslogHead.nameEnd(bytes, from, to);
    if (name == from || name >= to || bytes[name] != ' ') {
      return false;
    }
    int second = SyslogHead.nameEnd(bytes, name + 1, to);
    if (second == name + 1 || second >= to || bytes[second] != ' ') {
      return false;
    }
    int start = from;
    from = second + 1;
    if ((from + NANOSECONDS <= to && Ascii.isDigit(bytes[from]) && container())
        || (Ascii.indexOf(bytes, start, name, '-') > start && isHead())) {
      nameTo = second;
      return true;
    }
    from = start;
    return false;
  }

  private boolean isHead() {
    return Ascii.startsWith(bytes, from, to, OBJECT)
        || times.iso(bytes, from < to && bytes[from] == '[' ? from + 1 : from, to, '-') > 0;
  }

  /**
   * {@code 2026-11-22T15:17:00.123456789Z }, with nine digits as only container engines and s6
   * print them, or seven, as only the runners of GitHub do; Kubernetes adds {@code stdout F }, and
   * its containerd leaves out zeros at the fraction's end (Go's RFC3339Nano); runit's svlogd joins
   * date and time with an underscore.
   */
  private boolean container() {
    int end = times.iso(bytes, from, to, '-');
    if (end > 0 && cloudFoundry(end)) {
      return true;
    }
    if (end < 0 || !(isCarriers(end) || isTagged(end)) || (end < to && bytes[end] != ' ')) {
      return false;
    }
    time = times.millis();
    // s6-log ends its time with two blanks.
    boolean wide = bytes[from + 10] == ' ' && end + 1 < to && bytes[end + 1] == ' ';
    from = Math.min(wide ? end + 2 : end + 1, to);
    if (isStream(from)) {
      from = Math.min(from + STDOUT.length + 2, to);
    }
    return true;
  }

  /** {@code [APP/PROC/WEB/0] OUT } behind the time, as Cloud Foundry writes and pads it. */
  private boolean cloudFoundry(int end) {
    if (end + 1 >= to || bytes[end] != ' ' || bytes[end + 1] != '[') {
      return false;
    }
    int close = Ascii.indexOf(bytes, end + 2, Math.min(to, end + LONGEST_NAME), ']');
    if (close < 0 || Ascii.indexOf(bytes, end + 2, close, '/') < 0) {
      return false;
    }
    int text = behindStream(Ascii.skipBlanks(bytes, close + 1, to));
    if (text < 0) {
      return false;
    }
    time = times.millis();
    nameFrom = end + 2;
    nameTo = close;
    from = text;
    return true;
  }

  private int behindStream(int at) {
    for (byte[] stream : STREAMS) {
      if (Ascii.startsWith(bytes, at, to, stream)) {
        return at + stream.length;
      }
    }
    return -1;
  }

  private boolean isCarriers(int end) {
    byte separator = bytes[from + 10];
    if (separator == '_') {
      return end < to;
    }
    if (separator == 'T' && end - from == TICKS && bytes[end - 1] == 'Z') {
      return true;
    }
    // Without a zone only where a blank joins date and time: elsewhere it may be the line's own.
    int shortest = separator == 'T' ? NANOSECONDS : NANOSECONDS - 1;
    int digits = from + NANOSECONDS - 10;
    return end - from >= shortest && Ascii.skipDigits(bytes, digits, to) == digits + 9;
  }

  /** {@code stdout F }: what Kubernetes writes behind the time, F for full and P for partial. */
  private boolean isTagged(int end) {
    int tag = end + 1 + STDOUT.length;
    return tag + 1 < to
        && (bytes[tag] == 'F' || bytes[tag] == 'P')
        && bytes[tag + 1] == ' '
        && bytes[end] == ' '
        && isStream(end + 1);
  }

  private boolean isStream(int at) {
    return Ascii.startsWith(bytes, at, to, STDOUT) || Ascii.startsWith(bytes, at, to, STDERR);
  }
}
