package io.logtriage.patterns.detect;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.grok.GrokPattern;
import io.logtriage.patterns.grok.MatchBudget;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One grok pattern of one symptom, ready to be tried on candidates. */
final class Rule {
  /** How much of an event's text one pattern may see. */
  static final int MAX_TEXT = 8 * 1024;

  private final Symptom symptom;
  private final int number;
  private final Symptom.OpenCondition open;
  private final LinePattern.Grok pattern;
  private final boolean unclaimed;
  private final GrokPattern grok;
  private final List<byte[]> literals;
  private final @Nullable Recurrence recurrence;

  Rule(
      Symptom symptom,
      int number,
      Symptom.OpenCondition open,
      LinePattern.Grok pattern,
      boolean unclaimed,
      @Nullable Recurrence recurrence) {
    this.symptom = symptom;
    this.number = number;
    this.open = open;
    this.pattern = pattern;
    this.unclaimed = unclaimed;
    this.recurrence = recurrence;
    this.grok = new GrokPattern(pattern.grok());
    this.literals =
        pattern.literals().stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  Symptom symptom() {
    return symptom;
  }

  /** Which of the symptom's patterns it is, from 1. */
  int number() {
    return number;
  }

  /** When what it finds opens an incident. */
  Symptom.OpenCondition open() {
    return open;
  }

  GrokPattern grok() {
    return grok;
  }

  List<byte[]> literals() {
    return literals;
  }

  boolean unclaimed() {
    return unclaimed;
  }

  /** When a match counts that is nothing by itself, null when each match counts. */
  @Nullable Recurrence recurrence() {
    return recurrence;
  }

  /** When findings open an incident, in words. */
  String opens() {
    return recurrence == null ? open.words() : open.words() + ", " + recurrence.pattern().words();
  }

  /** Whether format and level let this pattern speak at all. */
  boolean appliesTo(ParsedEvent event) {
    return appliesTo(event.format) && appliesTo(event.level);
  }

  /** Why this pattern may not speak, null when it may. */
  Attempt.@Nullable Outcome refusal(ParsedEvent event) {
    if (!appliesTo(event.format)) {
      return Attempt.Outcome.OTHER_FORMAT;
    }
    if (!appliesTo(event.level)) {
      return Attempt.Outcome.LEVEL_TOO_LOW;
    }
    return grok.quarantined() ? Attempt.Outcome.QUARANTINED : null;
  }

  /** Literals that stand anywhere in the event. */
  List<String> literalsIn(ParsedEvent event) {
    return literals.stream()
        .filter(literal -> contains(event.bytes, event.messageFrom, event.to, literal))
        .map(literal -> new String(literal, StandardCharsets.UTF_8))
        .toList();
  }

  private boolean appliesTo(LineFormat format) {
    return pattern.formats().isEmpty() || pattern.formats().contains(format);
  }

  /** A line without a level may be of any. */
  private boolean appliesTo(Level level) {
    return level == Level.UNKNOWN || level.atLeast(pattern.atLeast());
  }

  /**
   * The fields, null when no line of the event matches. Of a traceback the last lines are tried
   * first: the exception stands below its frames.
   */
  @Nullable Map<String, String> match(ParsedEvent event, MatchBudget budget) {
    int room = MAX_TEXT;
    EventLines lines = event.traceback ? EventLines.backwards(event) : EventLines.forwards(event);
    while (lines.next() && room > 0 && !budget.exhausted()) {
      int length = Math.min(lines.to() - lines.from(), room);
      // A text that stands where the pattern cannot see it helps no match.
      if (holdsLiteral(event.bytes, lines.from(), lines.from() + length)) {
        room -= length;
        String text = new String(event.bytes, lines.from(), length, StandardCharsets.UTF_8);
        Map<String, String> fields = grok.match(text, budget);
        if (fields != null) {
          return pattern.suspected() ? suspected(fields) : fields;
        }
      }
    }
    return null;
  }

  private static Map<String, String> suspected(Map<String, String> fields) {
    Map<String, String> marked = new HashMap<>(fields);
    marked.put(Finding.SUSPECTED, "true");
    return marked;
  }

  private boolean holdsLiteral(byte[] bytes, int from, int to) {
    for (byte[] literal : literals) {
      if (contains(bytes, from, to, literal)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(byte[] bytes, int from, int to, byte[] literal) {
    for (int start = from; start <= to - literal.length; start++) {
      int i = 0;
      while (i < literal.length && bytes[start + i] == literal[i]) {
        i++;
      }
      if (i == literal.length) {
        return true;
      }
    }
    return false;
  }
}
