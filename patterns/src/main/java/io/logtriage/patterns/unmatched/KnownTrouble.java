package io.logtriage.patterns.unmatched;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processes that showed a symptom a moment ago. Gunicorn's say more than one line about one trouble
 * ("Connection in use", "Retrying in 1 second", "Can't connect"); processes that serve many
 * requests at a time would put unrelated lines side by side, so only Gunicorn's are remembered.
 */
final class KnownTrouble {
  /** A line so much later still belongs to it, milliseconds. */
  private static final long NEAR = 5_000;

  private static final int MAX_PROCESSES = 32;

  private final Map<Long, Long> shown = new LinkedHashMap<>();

  void shown(ParsedEvent event, long time) {
    if (event.format != LineFormat.GUNICORN_ERROR || event.pid < 0) {
      return;
    }
    shown.remove(event.pid);
    if (shown.size() == MAX_PROCESSES) {
      shown.remove(shown.keySet().iterator().next());
    }
    shown.put(event.pid, time);
  }

  boolean explains(ParsedEvent event, long time) {
    Long last = event.format == LineFormat.GUNICORN_ERROR ? shown.get(event.pid) : null;
    return last != null && time >= last && time - last <= NEAR;
  }

  void write(StateWriter out) {
    out.number(shown.size());
    shown.forEach(
        (process, time) -> {
          out.number(process);
          out.number(time);
        });
  }

  void read(StateReader in) {
    shown.clear();
    int count = in.index(MAX_PROCESSES);
    for (int i = 0; i < count; i++) {
      shown.put(in.number(), in.number());
    }
  }
}
