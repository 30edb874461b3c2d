package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.detect.Recurrence;
import java.util.Map;
import java.util.TreeMap;

/**
 * When the lines of one source came that count only when they come again. At most one time for each
 * such pattern of the catalogue.
 */
final class Recurrences {
  private static final int MAX_PATTERNS = 10_000;
  private static final int MAX_KEY = 200;

  /** By key of the pattern: the last line that was the first of its kind, or counted. */
  private final Map<String, Long> since = new TreeMap<>();

  /** Takes such a line; whether it counts. */
  boolean recurs(Recurrence recurrence, long time) {
    Long before = since.get(recurrence.key());
    long after = before == null ? -1 : time - before;
    if (after >= 0 && after < recurrence.pattern().after().toMillis()) {
      return false;
    }
    since.put(recurrence.key(), time);
    return after >= 0 && after <= recurrence.pattern().within().toMillis();
  }

  /** The next such line is the first of its kind again. */
  void explained(Recurrence recurrence) {
    since.remove(recurrence.key());
  }

  void write(StateWriter out) {
    out.number(since.size());
    since.forEach(
        (key, time) -> {
          byte[] text = key.getBytes(UTF_8);
          out.range(text, text.length);
          out.number(time);
        });
  }

  void read(StateReader in) {
    for (int left = in.index(MAX_PATTERNS); left > 0; left--) {
      since.put(new String(in.range(MAX_KEY), UTF_8), in.number());
    }
  }
}
