package io.logtriage.patterns.assemble;

import io.logtriage.patterns.format.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * Where in an event the last line stood, which decides whether the next one belongs to it.
 *
 * <p>Python prints (traceback.py): a head, frames indented by two or four blanks, the exception at
 * column 0, then perhaps a blank line, a sentence on the chain and the next traceback; exception
 * groups stand behind {@code |} and between {@code +---} lines.
 */
enum Part {
  /** The head, or lines of its message. */
  HEAD,
  /** Behind {@code Traceback (most recent call last):}. */
  FRAMES,
  /** The exception, or lines of its message. */
  EXCEPTION,
  /** A blank line, or the end of a group, behind the exception. */
  GAP,
  /** The sentence that announces one more traceback. */
  CHAIN;

  private static final byte[] TRACEBACK = Ascii.of("Traceback (most recent call last)");
  private static final byte[] GROUP_TRACEBACK =
      Ascii.of("+ Exception Group Traceback (most recent call last)");
  private static final byte[] DURING = Ascii.of("During handling of the above exception");
  private static final byte[] DIRECT = Ascii.of("The above exception was the direct cause");
  private static final byte[] GROUP_RULE = Ascii.of("+--");
  private static final byte[] REMOTE = Ascii.of("\"\"\"");

  /** Whether a traceback begins with this line. */
  static boolean isTraceback(byte[] bytes, int from, int to) {
    int text = skipRule(bytes, from, to);
    return Ascii.startsWith(bytes, text, to, TRACEBACK)
        || Ascii.startsWith(bytes, text, to, GROUP_TRACEBACK);
  }

  /** Whether this line announces one more traceback of the same event. */
  static boolean isChain(byte[] bytes, int from, int to) {
    int text = skipRule(bytes, from, to);
    return Ascii.startsWith(bytes, text, to, DURING) || Ascii.startsWith(bytes, text, to, DIRECT);
  }

  /** Behind blanks and the {@code |} of an exception group. */
  static int skipRule(byte[] bytes, int from, int to) {
    int text = Ascii.skipBlanks(bytes, from, to);
    while (text > from && text < to && bytes[text] == '|') {
      text = Ascii.skipBlanks(bytes, text + 1, to);
    }
    return text;
  }

  /**
   * The part in which a line that is no head of its own stands, null when it is not of this event.
   *
   * @param message whether the head's message may go on at column 0
   */
  @Nullable Part next(byte[] bytes, int from, int to, boolean message) {
    int text = Ascii.skipBlanks(bytes, from, to);
    if (text == to) {
      return this == EXCEPTION ? GAP : this;
    }
    if (isTraceback(bytes, from, to)) {
      return text > from || this == HEAD || this == CHAIN ? FRAMES : null;
    }
    if (isChain(bytes, from, to)) {
      return CHAIN;
    }
    if (text > from) {
      return Ascii.startsWith(bytes, text, to, GROUP_RULE) ? GAP : this;
    }
    return switch (this) {
      case HEAD -> message ? HEAD : null;
      case FRAMES -> EXCEPTION;
      // A traceback of another process is quoted in the message of this one.
      case EXCEPTION -> Ascii.startsWith(bytes, from, to, REMOTE) ? CHAIN : EXCEPTION;
      case CHAIN -> CHAIN;
      case GAP -> null;
    };
  }
}
