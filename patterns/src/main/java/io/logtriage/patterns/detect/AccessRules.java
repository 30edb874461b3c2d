package io.logtriage.patterns.detect;

import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.RequestTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What access lines show: by their status, the path asked for and how long it took, and by nothing
 * else, because strangers write the rest. Allocates nothing for a line that shows nothing.
 */
final class AccessRules {
  private static final int STATUSES = 1000;
  private static final List<StatusRule> NONE = List.of();

  private final List<List<StatusRule>> byStatus = new ArrayList<>();
  private final List<SlowRule> slow = new ArrayList<>();
  private long quickest = Long.MAX_VALUE;

  AccessRules() {
    for (int status = 0; status < STATUSES; status++) {
      byStatus.add(NONE);
    }
  }

  void add(Symptom symptom, Symptom.OpenCondition open, LinePattern.Status pattern) {
    for (int number : pattern.statuses()) {
      List<StatusRule> rules = new ArrayList<>(byStatus.get(number));
      rules.add(new StatusRule(symptom, open, new TargetMatcher(pattern.target())));
      byStatus.set(number, List.copyOf(rules));
    }
  }

  void add(Symptom symptom, Symptom.OpenCondition open, LinePattern.Slow pattern) {
    slow.add(new SlowRule(symptom, open, pattern.atLeast().toMillis()));
    quickest = Math.min(quickest, pattern.atLeast().toMillis());
  }

  void detect(ParsedEvent event, Detector.Matches matches) {
    List<StatusRule> rules = ofStatus(event);
    boolean claimed = false;
    for (int i = 0; i < rules.size(); i++) {
      StatusRule rule = rules.get(i);
      if (rule.target().matches(event) && !found(rules, i, event)) {
        matches.match(rule.symptom(), rule.open(), Map.of());
        claimed = true;
      }
    }
    // A status that says what is wrong says more than the time that it took to find out.
    long millis = claimed || slow.isEmpty() ? -1 : millis(event);
    for (int i = 0; millis >= 0 && i < slow.size(); i++) {
      if (millis >= slow.get(i).millis()) {
        matches.match(
            slow.get(i).symptom(), slow.get(i).open(), Map.of("event.duration", millis + "000000"));
      }
    }
  }

  /** Whether an earlier pattern of the same symptom speaks of this line: the first one counts. */
  private static boolean found(List<StatusRule> rules, int before, ParsedEvent event) {
    for (int i = 0; i < before; i++) {
      if (rules.get(i).symptom().equals(rules.get(before).symptom())
          && rules.get(i).target().matches(event)) {
        return true;
      }
    }
    return false;
  }

  boolean watches(ParsedEvent event) {
    List<StatusRule> rules = ofStatus(event);
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).target().matches(event)) {
        return true;
      }
    }
    return !slow.isEmpty() && millis(event) >= quickest;
  }

  /** The rules that speak of this line, and what they say. */
  List<Attempt> trace(ParsedEvent event) {
    List<Attempt> attempts = new ArrayList<>();
    boolean claimed = false;
    for (StatusRule rule : ofStatus(event)) {
      boolean matched = rule.target().matches(event);
      claimed |= matched;
      attempts.add(attempt(rule.symptom(), "status " + event.status, matched, rule.open()));
    }
    long millis = claimed ? -1 : millis(event);
    for (SlowRule rule : slow) {
      if (millis >= rule.millis()) {
        attempts.add(attempt(rule.symptom(), "took " + millis + " ms", true, rule.open()));
      }
    }
    return attempts;
  }

  private static Attempt attempt(
      Symptom symptom, String pattern, boolean matched, Symptom.OpenCondition open) {
    return new Attempt(
        symptom.id(),
        pattern,
        List.of(),
        matched ? Attempt.Outcome.MATCHED : Attempt.Outcome.OTHER_TARGET,
        Map.of(),
        null,
        open.words());
  }

  /** -1 when the line does not say it. */
  private static long millis(ParsedEvent event) {
    return Math.floorDiv(RequestTime.micros(event), 1_000L);
  }

  private List<StatusRule> ofStatus(ParsedEvent event) {
    return event.status < 0 || event.status >= STATUSES ? NONE : byStatus.get(event.status);
  }

  private record StatusRule(Symptom symptom, Symptom.OpenCondition open, TargetMatcher target) {}

  private record SlowRule(Symptom symptom, Symptom.OpenCondition open, long millis) {}
}
