package io.logtriage.patterns.detect;

import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.grok.MatchBudget;
import io.logtriage.patterns.grok.PatternProgress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells of one event what {@link Detector} does with it and why: every rule with its literals one
 * by one, where the detector uses one automaton. A test holds the two together.
 */
final class Tracer {
  private final List<Rule> rules;

  Tracer(List<Rule> rules) {
    this.rules = rules;
  }

  /** Rules whose literals stand in the event; the detector tries those and no others. */
  List<Attempt> attempts(ParsedEvent event) {
    List<Attempt> attempts = new ArrayList<>();
    Set<Symptom> claimed = new LinkedHashSet<>();
    for (boolean unclaimed : new boolean[] {false, true}) {
      boolean taken = unclaimed && !claimed.isEmpty();
      for (Rule rule : rules) {
        List<String> found = rule.literalsIn(event);
        if (rule.unclaimed() == unclaimed && !found.isEmpty()) {
          Attempt attempt = attempt(rule, found, event, taken);
          if (attempt.outcome() == Attempt.Outcome.MATCHED) {
            claimed.add(rule.symptom());
          }
          attempts.add(attempt);
        }
      }
    }
    return attempts;
  }

  /** The symptoms whose literals come nearest, the nearest first, one pattern of each. */
  List<Attempt> nearest(ParsedEvent event, int most) {
    String text = text(event.bytes, event.messageFrom, event.to);
    return rules.stream()
        .map(rule -> Near.of(rule, text))
        .filter(near -> near.common().length() >= Near.LEAST)
        .sorted(Comparator.comparingDouble(Near::share).reversed())
        .filter(distinctSymptoms())
        .limit(most)
        .map(
            near ->
                new Attempt(
                    near.rule().symptom().id(),
                    near.rule().grok().grok(),
                    List.of(near.literal()),
                    Attempt.Outcome.NO_LITERAL,
                    Map.of(),
                    progress(near.rule(), event),
                    near.rule().opens()))
        .toList();
  }

  private static java.util.function.Predicate<Near> distinctSymptoms() {
    Set<String> seen = new LinkedHashSet<>();
    return near -> seen.add(near.rule().symptom().id());
  }

  private static Attempt attempt(Rule rule, List<String> found, ParsedEvent event, boolean taken) {
    Attempt.Outcome outcome = rule.refusal(event);
    Map<String, String> fields = Map.of();
    PatternProgress progress = null;
    if (outcome == null && taken) {
      outcome = Attempt.Outcome.ALREADY_CLAIMED;
    }
    if (outcome == null) {
      Map<String, String> matched = rule.match(event, MatchBudget.ofEvent());
      outcome = matched == null ? Attempt.Outcome.TEXT_DIFFERS : matched(rule);
      fields = matched == null ? fields : matched;
      progress = matched == null ? progress(rule, event) : null;
    }
    return new Attempt(
        rule.symptom().id(), rule.grok().grok(), found, outcome, fields, progress, rule.opens());
  }

  private static Attempt.Outcome matched(Rule rule) {
    return rule.recurrence() == null ? Attempt.Outcome.MATCHED : Attempt.Outcome.ONLY_AGAIN;
  }

  /** On the line where the pattern gets farthest. */
  private static @Nullable PatternProgress progress(Rule rule, ParsedEvent event) {
    PatternProgress best = null;
    EventLines lines = EventLines.forwards(event);
    for (int tried = 0; tried < 20 && lines.next(); tried++) {
      String text = text(event.bytes, lines.from(), lines.to());
      PatternProgress progress = PatternProgress.of(rule.grok().grok(), text);
      if (best == null || progress.matched().length() > best.matched().length()) {
        best = progress.onLine(tried + 1);
      }
    }
    return best;
  }

  private static String text(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, Rule.MAX_TEXT);
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /** How much of a rule's best literal stands in a text. */
  private record Near(Rule rule, String literal, String common) {
    static final int LEAST = 6;

    static Near of(Rule rule, String text) {
      Near best = new Near(rule, "", "");
      for (byte[] bytes : rule.literals()) {
        String literal = new String(bytes, StandardCharsets.UTF_8);
        String common = longestPart(literal, text);
        if (common.length() > best.common.length()) {
          best = new Near(rule, literal, common);
        }
      }
      return best;
    }

    double share() {
      return (double) common.length() / literal.length();
    }

    private static String longestPart(String literal, String text) {
      for (int length = literal.length() - 1; length >= LEAST; length--) {
        for (int start = 0; start + length <= literal.length(); start++) {
          String part = literal.substring(start, start + length);
          if (text.contains(part)) {
            return part;
          }
        }
      }
      return "";
    }
  }
}
