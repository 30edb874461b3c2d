package io.logtriage.patterns.redact;

import io.logtriage.patterns.format.Ascii;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of a line: credentials in URLs and headers, values of keys that name a secret,
 * bearer and web tokens, AWS key ids and private keys become {@code [redacted]}.
 *
 * <p>A pure function of the line and idempotent: identities are computed behind it, and it runs
 * twice. A line without any trigger costs one table look-up per byte and no object.
 */
public final class Redactor {
  static final byte[] REDACTED = Ascii.of("[redacted]");
  private static final TriggerAutomaton AUTOMATON = new TriggerAutomaton();

  private Redactor() {}

  /**
   * The line without its secrets, null when it holds none.
   *
   * @param from first byte of the line
   * @param to behind its last byte
   */
  public static byte @Nullable [] redact(byte[] bytes, int from, int to) {
    int textFrom = Ascii.skipBlanks(bytes, from, to);
    int textTo = to > textFrom && bytes[to - 1] == '\r' ? to - 1 : to;
    if (Secrets.isKeyLine(bytes, textFrom, textTo)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      line.write(bytes, from, textFrom - from);
      line.writeBytes(REDACTED);
      line.write(bytes, textTo, to - textTo);
      return line.toByteArray();
    }
    ByteArrayOutputStream out = null;
    int copied = from;
    int state = 0;
    for (int at = from; at < to; at++) {
      state = AUTOMATON.step(state, bytes[at]);
      Trigger trigger = AUTOMATON.found(state);
      if (trigger == null) {
        continue;
      }
      long secret = Secrets.find(trigger, bytes, from, at + 1, to);
      if (secret == Secrets.NONE) {
        continue;
      }
      int secretFrom = Secrets.from(secret);
      if (Ascii.startsWith(bytes, secretFrom, to, REDACTED)) {
        at = Math.max(at, secretFrom + REDACTED.length - 1);
      } else {
        out = out == null ? new ByteArrayOutputStream(to - from + REDACTED.length) : out;
        out.write(bytes, copied, secretFrom - copied);
        out.writeBytes(REDACTED);
        copied = Secrets.to(secret);
        at = copied - 1;
      }
      state = 0;
    }
    if (out == null) {
      return null;
    }
    out.write(bytes, copied, to - copied);
    return out.toByteArray();
  }
}
