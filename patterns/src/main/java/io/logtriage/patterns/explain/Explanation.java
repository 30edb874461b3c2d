package io.logtriage.patterns.explain;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.logtriage.patterns.CountedRequest;
import io.logtriage.patterns.detect.Attempt;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the engine made of a text; serialises to JSON as it is.
 *
 * @param events in order of the text
 */
public record Explanation(List<Event> events) {

  public Explanation {
    events = List.copyOf(events);
  }

  /** For a person, some lines per event. */
  public String toText() {
    return events.stream().map(ExplanationText::of).collect(Collectors.joining("\n"));
  }

  /**
   * One event of the text.
   *
   * @param lines physical lines that it was joined from
   * @param format line format, as in {@code event.dataset}
   * @param layers what stands around its first line, the outermost first
   * @param time ISO 8601, null when the event carries none
   * @param level lower case, null when the event carries none
   * @param pid null when the event carries none
   * @param status of an access line, null otherwise
   * @param message where the message begins, behind time, pid and level; at most 8 KB
   * @param traceback whether it holds a Python traceback
   * @param fields what the event says without any pattern, by ECS name
   * @param symptoms ids that it shows
   * @param counted symptoms for whose share of requests it counts
   * @param attempts patterns that were tried, because a text they require stands in the event
   * @param nearest patterns that come nearest, when none matched
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Event(
      int lines,
      String format,
      List<String> layers,
      @Nullable String time,
      @Nullable String level,
      @Nullable Long pid,
      @Nullable Integer status,
      String message,
      boolean traceback,
      Map<String, String> fields,
      List<String> symptoms,
      List<CountedRequest> counted,
      List<Attempt> attempts,
      List<Attempt> nearest) {
    public Event {
      requireNonNull(format, "format is null");
      requireNonNull(message, "message is null");
      layers = List.copyOf(layers);
      fields = new TreeMap<>(fields);
      symptoms = List.copyOf(symptoms);
      counted = List.copyOf(counted);
      attempts = List.copyOf(attempts);
      nearest = List.copyOf(nearest);
    }
  }
}
