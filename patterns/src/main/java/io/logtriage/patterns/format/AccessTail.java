package io.logtriage.patterns.format;

/** What stands behind an access line's status, but for its time ({@link RequestTime}). */
public final class AccessTail {
  private AccessTail() {}

  /**
   * Whether a page asked for it: behind the status come the bytes sent and the quoted referrer. A
   * layout that names no referrer does not say that there was none.
   */
  public static boolean mayBeReferred(ParsedEvent event) {
    if (event.details != null) {
      return event.details.mayBeReferred();
    }
    if (event.tailFrom < 0) {
      return false;
    }
    int at = third(event);
    return at >= event.to
        || (event.bytes[at] == '"'
            && at + 2 < event.to
            && event.bytes[at + 1] != '"'
            && event.bytes[at + 1] != '-');
  }

  /** Behind the bytes sent. */
  private static int third(ParsedEvent event) {
    int at = Ascii.skipBlanks(event.bytes, event.tailFrom, event.to);
    while (at < event.to && event.bytes[at] != ' ') {
      at++;
    }
    return Ascii.skipBlanks(event.bytes, at, event.to);
  }
}
