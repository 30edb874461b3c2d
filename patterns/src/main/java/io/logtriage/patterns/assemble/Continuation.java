package io.logtriage.patterns.assemble;

import static io.logtriage.patterns.format.Ascii.startsWith;

import io.logtriage.patterns.format.Ascii;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;

/**
 * Whether an event's first line says that more lines may follow. Waiting costs latency, so
 * everything that is known to be one line ends at once.
 */
public final class Continuation {
  /** Messages of gunicorn (arbiter.py, sock.py) that it never prints with a traceback. */
  private static final byte[][] SINGLE = {
    Ascii.of("WORKER TIMEOUT (pid:"),
    Ascii.of("DIRTY WORKER TIMEOUT (pid:"),
    Ascii.of("Worker (pid:"),
    Ascii.of("Worker with pid "),
    Ascii.of("Worker exiting (pid: "),
    Ascii.of("Booting worker with pid: "),
    Ascii.of("Starting gunicorn "),
    Ascii.of("Listening at: "),
    Ascii.of("Using worker: "),
    Ascii.of("Connection in use: "),
    Ascii.of("connection to "),
    Ascii.of("Retrying in "),
    Ascii.of("Can't connect to "),
    Ascii.of("Invalid address: "),
    Ascii.of("Shutting down: "),
    Ascii.of("Reason: "),
    Ascii.of("Control server error: "),
  };

  static final byte[] CLIENT = Ascii.of("client: ");
  private static final byte[] EXCEPTION = Ascii.of("Exception ");
  private static final byte[] UNHANDLED = Ascii.of("Unhandled exception ");

  private Continuation() {}

  /** Whether the event is complete for certain. */
  public static boolean isImpossible(ParsedEvent event) {
    return switch (event.format) {
      case NGINX_ACCESS, GUNICORN_ACCESS -> true;
      case NGINX_ERROR -> !isWrapped(event);
      case GUNICORN_ERROR -> isSingle(event);
      default -> false;
    };
  }

  /** Whether more lines are to be expected whatever the event says. */
  public static boolean isLikely(ParsedEvent event) {
    return event.level.atLeast(Level.WARNING)
        || event.traceback
        || PendingEvent.endsWithColon(event.bytes, event.to)
        || startsWith(event.bytes, event.messageFrom, event.to, EXCEPTION)
        || startsWith(event.bytes, event.messageFrom, event.to, UNHANDLED);
  }

  /**
   * nginx names the client in every line that has a connection's number (ngx_http_log_error): where
   * it does not, the line was broken when it was pasted.
   */
  static boolean isWrapped(ParsedEvent event) {
    return event.format == LineFormat.NGINX_ERROR
        && event.level.atLeast(Level.WARNING)
        && event.messageFrom - event.from > 2
        && Ascii.isDigit(event.bytes[event.messageFrom - 2])
        && Ascii.indexOf(event.bytes, event.from, event.to, CLIENT) < 0;
  }

  private static boolean isSingle(ParsedEvent event) {
    if (event.format != LineFormat.GUNICORN_ERROR || event.traceback) {
      return false;
    }
    for (byte[] message : SINGLE) {
      if (startsWith(event.bytes, event.messageFrom, event.to, message)) {
        return true;
      }
    }
    return false;
  }
}
