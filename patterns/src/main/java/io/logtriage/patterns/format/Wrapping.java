package io.logtriage.patterns.format;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes off what carried a line: colours, the name that docker compose puts in front, the head of
 * syslog or journald, the time of a container engine, in any order and up to three deep. Reused for
 * every line.
 */
public final class Wrapping {
  /** Three carriers at most stack up in practice; colours, quotes and JSON come on top of them. */
  private static final int LAYERS = 6;

  private static final int NO_ORIGIN = 0;
  private static final int NANOSECONDS = "2026-11-22T15:17:00.123456789Z".length();
  private static final byte[] GUNICORN = Ascii.of("gunicorn");
  private static final byte[] NGINX = Ascii.of("nginx");
  private static final byte[] STDOUT = Ascii.of("stdout ");
  private static final int LONGEST_NAME = 300;
  private static final byte[] POD = Ascii.of("[pod/");
  private static final byte[] STDERR = Ascii.of("stderr ");

  private final TimeParser times;
  private final SyslogHead syslog;
  private final Colours colours = new Colours();

  /** Two, because an application's object may stand in a container engine's. */
  private final JsonLines[] json;

  private final Layer[] taken = new Layer[LAYERS];
  private int layers;
  private int jsonLayers;
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private long time;
  private long pid;
  private int origin;
  private boolean gunicorn;
  private boolean nginx;

  /**
   * @param zone of time stamps that carry none
   */
  public Wrapping(ZoneId zone) {
    this.times = new TimeParser(zone);
    this.syslog = new SyslogHead(times);
    this.json = new JsonLines[] {new JsonLines(times), new JsonLines(times)};
  }

  /** Says of which year stamps are that name none; 0: see {@code arrival}. */
  public void year(int year) {
    times.year(year);
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
    nginx = false;
    jsonLayers = 0;
    layers = 0;
    while (layers < LAYERS) {
      Layer layer = layer(arrival);
      if (layer == null) {
        break;
      }
      taken[layers++] = layer;
    }
    return layers > 0;
  }

  /** What the last call of {@link #unwrap} took off, the outermost first. */
  public List<Layer> layers() {
    return List.copyOf(Arrays.asList(taken).subList(0, layers));
  }

  private @Nullable Layer layer(long arrival) {
    if (colours()) {
      return Layer.COLOURS;
    }
    if (quote()) {
      return Layer.QUOTE;
    }
    if (compose()) {
      return Layer.COMPOSE;
    }
    if (pod()) {
      return Layer.POD;
    }
    // Logs are pasted with indents. A time behind one is no source code of a traceback.
    int indented = from;
    from = Ascii.skipBlanks(bytes, from, to);
    if (container()) {
      return Layer.CONTAINER;
    }
    if (syslog(arrival)) {
      return Layer.SYSLOG;
    }
    from = indented;
    return json() ? Layer.JSON : null;
  }

  /** Reads what is left, with what the layers said where the line itself is silent. */
  public boolean parse(LineParser parser, ParsedEvent event) {
    JsonLines inner = jsonLayers > 0 ? json[jsonLayers - 1] : null;
    if (inner != null && inner.isAccess()) {
      inner.access(event);
      event.time = event.time == ParsedEvent.NO_TIME ? time : event.time;
      return true;
    }
    if (gunicornAccess(parser, event)) {
      return true;
    }
    boolean head = parser.parse(bytes, from, to, event);
    if (inner != null) {
      head |= said(inner, event);
    }
    if (!head && gunicorn) {
      head = gunicornMessage(event);
    }
    event.time = event.time == ParsedEvent.NO_TIME ? time : event.time;
    event.pid = event.pid < 0 ? pid : event.pid;
    return head;
  }

  /** A number for who wrote the line, where several write into one file; 0 when nothing is said. */
  public int origin() {
    return origin;
  }

  /** Whether what carried the line names nginx: the container, or the program. */
  public boolean isNginx() {
    return nginx;
  }

  /** What an object says beside its message; an application's is an event of its own. */
  private static boolean said(JsonLines inner, ParsedEvent event) {
    event.time = event.time == ParsedEvent.NO_TIME ? inner.timeOf() : event.time;
    event.pid = event.pid < 0 ? inner.pidOf() : event.pid;
    if (inner.isCarrier()) {
      return false;
    }
    event.level = inner.levelOf() == Level.UNKNOWN ? event.level : inner.levelOf();
    if (event.format == LineFormat.TEXT && event.level != Level.UNKNOWN) {
      event.format = LineFormat.PYTHON;
    }
    return true;
  }

  private boolean json() {
    int start = Ascii.skipBlanks(bytes, from, to);
    if (jsonLayers == json.length || !json[jsonLayers].read(bytes, start, to)) {
      return false;
    }
    JsonLines inner = json[jsonLayers++];
    bytes = inner.bytes();
    from = 0;
    to = inner.length();
    return true;
  }

  /** {@code > } of a mail, or the back quote that a paste begins with. */
  private boolean quote() {
    if (from < to && bytes[from] == '`') {
      from++;
      return true;
    }
    if (from >= to || bytes[from] != '>') {
      return false;
    }
    from++;
    from = from < to && bytes[from] == ' ' ? from + 1 : from;
    return true;
  }

  /**
   * {@code pod container 2026-11-22T15:17:00.123456789Z } of stern, {@code [pod/name/container] }
   * of kubectl.
   */
  private boolean pod() {
    if (Ascii.startsWith(bytes, from, to, POD)) {
      int close = Ascii.indexOf(bytes, from, Math.min(to, from + LONGEST_NAME), ']');
      if (close > 0 && close + 1 < to && bytes[close + 1] == ' ') {
        origin(from, close);
        from = close + 2;
        return true;
      }
      return false;
    }
    int name = nameEnd(from);
    if (name == from || name >= to || bytes[name] != ' ') {
      return false;
    }
    int second = nameEnd(name + 1);
    if (second == name + 1 || second >= to || bytes[second] != ' ') {
      return false;
    }
    int start = from;
    from = second + 1;
    if (from + NANOSECONDS <= to && Ascii.isDigit(bytes[from]) && container()) {
      origin(start, second);
      return true;
    }
    from = start;
    return false;
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
    if (Ascii.startsWith(bytes, bar, to, STDOUT) || Ascii.startsWith(bytes, bar, to, STDERR)) {
      bar = Ascii.skipBlanks(bytes, bar + STDOUT.length, to);
    }
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
   * {@code 2026-11-22T15:17:00.123456789Z }, with nine digits as only container engines and s6
   * print them; Kubernetes adds {@code stdout F }, and its containerd leaves out zeros at the
   * fraction's end (Go's RFC3339Nano); runit's svlogd joins date and time with an underscore.
   */
  private boolean container() {
    int end = times.iso(bytes, from, to, '-');
    if (end < 0 || !(isCarriers(end) || isStream(end))) {
      return false;
    }
    if (end < to && bytes[end] != ' ') {
      return false;
    }
    time = times.millis();
    // s6-log ends its time with two blanks.
    boolean wide = bytes[from + 10] == ' ' && end + 1 < to && bytes[end + 1] == ' ';
    from = Math.min(wide ? end + 2 : end + 1, to);
    if (Ascii.startsWith(bytes, from, to, STDOUT) || Ascii.startsWith(bytes, from, to, STDERR)) {
      from = Math.min(from + STDOUT.length + 2, to);
    }
    return true;
  }

  private boolean isCarriers(int end) {
    byte separator = bytes[from + 10];
    if (separator == '_') {
      return end < to;
    }
    // Without a zone only where a blank joins date and time: elsewhere it may be the line's own.
    int shortest = separator == 'T' ? NANOSECONDS : NANOSECONDS - 1;
    int digits = from + NANOSECONDS - 10;
    return end - from >= shortest && Ascii.skipDigits(bytes, digits, to) == digits + 9;
  }

  /** {@code stdout F }: what Kubernetes writes behind the time, F for full and P for partial. */
  private boolean isStream(int end) {
    int tag = end + 1 + STDOUT.length;
    return tag + 1 < to
        && (bytes[tag] == 'F' || bytes[tag] == 'P')
        && bytes[tag + 1] == ' '
        && bytes[end] == ' '
        && (Ascii.startsWith(bytes, end + 1, to, STDOUT)
            || Ascii.startsWith(bytes, end + 1, to, STDERR));
  }

  private boolean syslog(long arrival) {
    if (!syslog.read(bytes, from, to, arrival)) {
      return false;
    }
    time = syslog.time();
    pid = syslog.pid();
    origin(syslog.tagFrom(), syslog.tagTo());
    origin = pid < 0 ? origin : 31 * origin + (int) pid;
    gunicorn = Ascii.startsWith(bytes, syslog.tagFrom(), syslog.tagTo(), GUNICORN);
    from = syslog.messageFrom();
    return true;
  }

  /** Behind the pid of gunicorn's own syslog layout, {@code [pid] message}; -1 without one. */
  private int behindPid() {
    int end = from < to && bytes[from] == '[' ? Ascii.skipDigits(bytes, from + 1, to) : from;
    return end <= from + 1 || end >= to || bytes[end] != ']'
        ? -1
        : Ascii.skipBlanks(bytes, end + 1, to);
  }

  /** A message of the error log, which has neither time nor level there. */
  private boolean gunicornMessage(ParsedEvent event) {
    int message = behindPid();
    if (message < 0) {
      return false;
    }
    event.format = LineFormat.GUNICORN_ERROR;
    event.pid = Ascii.number(bytes, from + 1, Ascii.skipDigits(bytes, from + 1, to));
    event.messageFrom = message;
    return true;
  }

  /** A line of the access log, which gunicorn puts behind the pid, too. */
  private boolean gunicornAccess(LineParser parser, ParsedEvent event) {
    int line = gunicorn ? behindPid() : -1;
    if (line < 0 || !parser.parse(bytes, line, to, event) || event.status < 0) {
      return false;
    }
    if (event.format == LineFormat.NGINX_ACCESS) {
      event.format = LineFormat.GUNICORN_ACCESS;
    }
    event.pid = Ascii.number(bytes, from + 1, Ascii.skipDigits(bytes, from + 1, to));
    return true;
  }

  private int nameEnd(int start) {
    return SyslogHead.nameEnd(bytes, start, to);
  }

  private void origin(int start, int end) {
    nginx |= Ascii.indexOf(bytes, start, end, NGINX) >= 0;
    for (int i = start; i < end; i++) {
      origin = 31 * origin + bytes[i];
    }
  }
}
