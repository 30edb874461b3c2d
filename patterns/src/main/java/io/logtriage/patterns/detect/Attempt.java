package io.logtriage.patterns.detect;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.grok.PatternProgress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one pattern on one event.
 *
 * @param symptom whose pattern it is
 * @param pattern as the symptom file has it
 * @param literals of the pattern that the event holds, or comes nearest to
 * @param fields extracted fields, empty without a match
 * @param progress how far the pattern got, null when it matched or was not tried
 * @param opens what it takes until matches open an incident, in words
 */
public record Attempt(
    String symptom,
    String pattern,
    List<String> literals,
    Outcome outcome,
    Map<String, String> fields,
    @Nullable PatternProgress progress,
    String opens) {

  public Attempt {
    requireNonNull(symptom, "symptom is null");
    requireNonNull(pattern, "pattern is null");
    literals = List.copyOf(literals);
    requireNonNull(outcome, "outcome is null");
    fields = Map.copyOf(fields);
    requireNonNull(opens, "opens is null");
  }

  /** How it ended. */
  public enum Outcome {
    MATCHED("matched"),
    ONLY_AGAIN("matched, which counts only when it comes again unexplained"),
    OTHER_TARGET("the pattern is for other paths"),
    OTHER_FORMAT("the pattern is for other line formats"),
    LEVEL_TOO_LOW("the line's level is below the pattern's"),
    TEXT_DIFFERS("the text around it differs"),
    ALREADY_CLAIMED("another symptom says it better"),
    QUARANTINED("the pattern took too long too often and is left out"),
    NO_LITERAL("none of the required texts stands in the line");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** For a person. */
    public String words() {
      return words;
    }
  }
}
