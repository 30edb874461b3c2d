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
  private static final byte[] GUNICORN = Ascii.of("gunicorn");
  private static final byte[] NGINX = Ascii.of("nginx");

  private final TimeParser times;
  private final SyslogHead syslog;
  private final Carriers carriers;
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
    this.carriers = new Carriers(times);
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
    Layer carrier = carriers.read(bytes, from, to);
    if (carrier != null) {
      carried();
      return carrier;
    }
    // Logs are pasted with indents.
    int indented = from;
    from = Ascii.skipBlanks(bytes, from, to);
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

  private void carried() {
    from = carriers.textFrom();
    time = carriers.time() == ParsedEvent.NO_TIME ? time : carriers.time();
    origin(carriers.nameFrom(), carriers.nameTo());
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

  private void origin(int start, int end) {
    nginx |= Ascii.indexOf(bytes, start, end, NGINX) >= 0;
    for (int i = start; i < end; i++) {
      origin = 31 * origin + bytes[i];
    }
  }
}
