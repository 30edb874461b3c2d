package io.logtriage.patterns.detect;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.RecoverySign;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.grok.MatchBudget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the symptoms that an event shows: immutable, safe for use by many threads.
 *
 * <p>An access line is decided by its status, path and duration, because strangers write the rest
 * of it. Any other event runs once through an automaton over all required literals; grok patterns
 * see only what holds one of theirs, line by line, within a budget for the whole event.
 */
public final class Detector {
  /** More of a literal tells hardly more, but makes the automaton's table outgrow the caches. */
  private static final int LONGEST_LITERAL = 16;

  private final List<Rule> rules = new ArrayList<>();
  private final LiteralAutomaton automaton;

  /** Index of the first rule that shows recovery; those stand behind the patterns. */
  private final int firstRecovery;

  /** What each of those shows. */
  private final List<RecoverySign.Line> signs = new ArrayList<>();

  /**
   * Index of the first rule that explains why a line comes again; those stand behind all others.
   */
  private final int firstReason;

  /** What each of those explains. */
  private final List<Recurrence> explained = new ArrayList<>();

  /** By literal: which rules require it. */
  private final List<BitSet> rulesOf = new ArrayList<>();

  private final AccessRules access = new AccessRules();

  private Detector(Catalogue catalogue) {
    for (Symptom symptom : catalogue.symptoms()) {
      int number = 0;
      for (LinePattern pattern : symptom.patterns()) {
        number++;
        add(symptom, number, pattern);
      }
    }
    this.firstRecovery = rules.size();
    for (Symptom symptom : catalogue.symptoms()) {
      int number = symptom.patterns().size();
      for (RecoverySign sign : symptom.recovery()) {
        number++;
        add(symptom, number, sign);
      }
    }
    this.firstReason = rules.size();
    for (Rule rule : List.copyOf(rules)) {
      Recurrence recurrence = rule.recurrence();
      if (recurrence != null) {
        addReasons(rule, recurrence);
      }
    }
    this.automaton = new LiteralAutomaton(literals());
  }

  /** Prepares the catalogue's patterns. */
  public static Detector of(Catalogue catalogue) {
    return new Detector(catalogue);
  }

  /** Tells {@code matches} every symptom that the event shows; allocates nothing for none. */
  public void detect(ParsedEvent event, Matches matches) {
    if (event.format.isAccess()) {
      access.detect(event, matches);
    } else if (automaton.findsAny(event.bytes, event.messageFrom, event.to)) {
      detectByText(event, matches);
    }
  }

  /**
   * Cheap: whether the line holds text that a pattern for lines of its format and level requires.
   * Says nothing of access lines, which their status decides.
   */
  public boolean mayMatch(ParsedEvent line) {
    return automaton.findsAny(line.bytes, line.messageFrom, line.to) && first(line) >= 0;
  }

  /** Whether that text is of a symptom, and not only of what explains or ends one. */
  public boolean mayShowSymptom(ParsedEvent line) {
    int first = first(line);
    return first >= 0 && first < firstRecovery;
  }

  /** The first rule that would be tried, -1 when none would. */
  private int first(ParsedEvent line) {
    BitSet candidates = candidates(line);
    int rule = candidates.nextSetBit(0);
    while (rule >= 0 && !rules.get(rule).appliesTo(line)) {
      rule = candidates.nextSetBit(rule + 1);
    }
    return rule;
  }

  /** What {@link #detect} does with the event and why: the patterns it tries, and what they say. */
  public List<Attempt> trace(ParsedEvent event) {
    return event.format.isAccess() ? access.trace(event) : tracer().attempts(event);
  }

  /** Patterns that come nearest to an event which shows nothing, one of each symptom. */
  public List<Attempt> nearest(ParsedEvent event, int most) {
    return event.format.isAccess() ? List.of() : tracer().nearest(event, most);
  }

  /** Patterns that were left out because they overran their budget too often. */
  public List<QuarantinedPattern> quarantined() {
    return rules.stream()
        .filter(rule -> rule.grok().quarantined())
        .map(
            rule ->
                new QuarantinedPattern(
                    rule.symptom().id(), rule.number(), rule.grok().grok(), rule.grok().overruns()))
        .toList();
  }

  private Tracer tracer() {
    return new Tracer(rules.subList(0, firstRecovery));
  }

  private void add(Symptom symptom, int number, LinePattern written) {
    LinePattern pattern = written.bare();
    Symptom.OpenCondition open =
        written instanceof LinePattern.Opening opening ? opening.open() : symptom.open();
    if (pattern instanceof LinePattern.Grok grok) {
      rules.add(new Rule(symptom, number, open, grok, false, null));
    } else if (pattern instanceof LinePattern.Unclaimed unclaimed) {
      rules.add(new Rule(symptom, number, open, unclaimed.pattern(), true, null));
    } else if (pattern instanceof LinePattern.Again again) {
      Recurrence recurrence = new Recurrence(symptom.id(), number, again);
      rules.add(new Rule(symptom, number, open, again.pattern(), false, recurrence));
    } else if (pattern instanceof LinePattern.Status status) {
      access.add(symptom, open, status);
    } else if (pattern instanceof LinePattern.Slow slow) {
      access.add(symptom, open, slow);
    }
  }

  /** Signs of recovery are numbered on behind the patterns. */
  private void add(Symptom symptom, int number, RecoverySign sign) {
    if (sign instanceof RecoverySign.Line line) {
      rules.add(new Rule(symptom, number, symptom.open(), line.pattern(), false, null));
      signs.add(line);
    }
  }

  private void addReasons(Rule rule, Recurrence recurrence) {
    for (LinePattern.Grok reason : recurrence.pattern().unless()) {
      rules.add(new Rule(rule.symptom(), rule.number(), rule.open(), reason, false, null));
      explained.add(recurrence);
    }
  }

  /** All different literals; {@link #rulesOf} learns who requires each. */
  private List<byte[]> literals() {
    RarestPiece pieces =
        new RarestPiece(
            rules.stream().flatMap(rule -> rule.literals().stream()).toList(), LONGEST_LITERAL);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    List<byte[]> literals = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      for (byte[] whole : rules.get(rule).literals()) {
        byte[] literal = pieces.of(whole);
        String key = new String(literal, StandardCharsets.ISO_8859_1);
        Integer number = numbers.get(key);
        if (number == null) {
          number = literals.size();
          numbers.put(key, number);
          literals.add(literal);
          rulesOf.add(new BitSet());
        }
        rulesOf.get(number).set(rule);
      }
    }
    return literals;
  }

  /** Whether an access line shows a symptom, for certain; allocates nothing. */
  public boolean watches(ParsedEvent line) {
    return access.watches(line);
  }

  private void detectByText(ParsedEvent event, Matches matches) {
    BitSet candidates = candidates(event);
    MatchBudget budget = MatchBudget.ofEvent();
    List<Symptom> claimed = new ArrayList<>();
    tryReasons(event, candidates, budget, matches);
    tryRules(event, candidates, false, claimed, budget, matches);
    if (claimed.isEmpty()) {
      tryRules(event, candidates, true, claimed, budget, matches);
    }
    if (matches.awaitsRecovery()) {
      tryRecovery(event, candidates, budget, matches);
    }
  }

  private void tryRecovery(
      ParsedEvent event, BitSet candidates, MatchBudget budget, Matches matches) {
    for (int i = candidates.nextSetBit(firstRecovery);
        i >= 0 && i < firstReason;
        i = candidates.nextSetBit(i + 1)) {
      Rule rule = rules.get(i);
      if (rule.appliesTo(event)) {
        Map<String, String> fields = rule.match(event, budget);
        if (fields != null) {
          matches.recovered(rule.symptom(), fields, signs.get(i - firstRecovery).after());
        }
      }
    }
  }

  private void tryReasons(
      ParsedEvent event, BitSet candidates, MatchBudget budget, Matches matches) {
    for (int i = candidates.nextSetBit(firstReason); i >= 0; i = candidates.nextSetBit(i + 1)) {
      Rule rule = rules.get(i);
      if (rule.appliesTo(event) && rule.match(event, budget) != null) {
        matches.explained(explained.get(i - firstReason));
      }
    }
  }

  private BitSet candidates(ParsedEvent event) {
    BitSet literals = new BitSet();
    automaton.findAll(event.bytes, event.messageFrom, event.to, literals);
    BitSet candidates = new BitSet();
    for (int literal = literals.nextSetBit(0);
        literal >= 0;
        literal = literals.nextSetBit(literal + 1)) {
      candidates.or(rulesOf.get(literal));
    }
    return candidates;
  }

  private void tryRules(
      ParsedEvent event,
      BitSet candidates,
      boolean unclaimed,
      List<Symptom> claimed,
      MatchBudget budget,
      Matches matches) {
    for (int i = candidates.nextSetBit(0);
        i >= 0 && i < firstRecovery;
        i = candidates.nextSetBit(i + 1)) {
      Rule rule = rules.get(i);
      if (rule.unclaimed() == unclaimed
          && !claimed.contains(rule.symptom())
          && rule.appliesTo(event)) {
        Map<String, String> fields = rule.match(event, budget);
        Recurrence recurrence = rule.recurrence();
        if (fields != null && (recurrence == null || matches.recurs(recurrence))) {
          claimed.add(rule.symptom());
          matches.match(rule.symptom(), rule.open(), fields);
        }
      }
    }
  }

  /** Who is told of a match. */
  @FunctionalInterface
  public interface Matches {
    /**
     * Takes one match.
     *
     * @param open when matches of this kind open an incident
     * @param fields extracted fields, by ECS name where ECS has one
     */
    void match(Symptom symptom, Symptom.OpenCondition open, Map<String, String> fields);

    /**
     * Whether {@link #recovered} does anything with what it is told: else nothing is looked for.
     */
    default boolean awaitsRecovery() {
      return true;
    }

    /**
     * Takes a line that shows that the trouble is over, in a source that had it.
     *
     * @param after how long after the last failure it counts
     */
    default void recovered(Symptom symptom, Map<String, String> fields, Duration after) {}

    /** Whether this line counts, because it comes again unexplained; one line alone never does. */
    default boolean recurs(Recurrence recurrence) {
      return false;
    }

    /** Takes a line that explains the next one of this kind. */
    default void explained(Recurrence recurrence) {}
  }
}
