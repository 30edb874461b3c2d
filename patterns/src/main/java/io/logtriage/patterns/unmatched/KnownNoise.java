package io.logtriage.patterns.unmatched;

import io.logtriage.patterns.format.Ascii;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;

/** Lines at level ERROR that tell of nothing wrong, and would hide those that do. */
final class KnownNoise {
  /** What gunicorn 20 to 25 says of every normal stop, and of its control socket (arbiter.py). */
  private static final byte[][] GUNICORN = {
    Ascii.of("was sent SIGTERM!"),
    Ascii.of("was sent SIGINT!"),
    Ascii.of("was sent SIGQUIT!"),
    Ascii.of("was terminated due to signal 15"),
    Ascii.of("Control server error: "),
  };

  /** A client's mistake while it greets, told at level crit (ngx_event_openssl.c). */
  private static final byte[] HANDSHAKE = Ascii.of(" while SSL handshaking, client: ");

  private KnownNoise() {}

  static boolean is(ParsedEvent event) {
    if (event.format == LineFormat.NGINX_ERROR) {
      return contains(event, HANDSHAKE);
    }
    if (event.format == LineFormat.GUNICORN_ERROR) {
      for (byte[] text : GUNICORN) {
        if (contains(event, text)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean contains(ParsedEvent event, byte[] text) {
    return Ascii.indexOf(event.bytes, event.messageFrom, event.firstLineEnd, text) >= 0;
  }
}
