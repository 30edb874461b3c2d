package io.logtriage.patterns;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.LinePattern.Rate;
import io.logtriage.patterns.detect.Detector;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.RequestTime;
import io.logtriage.patterns.format.StaticFiles;
import java.util.List;

/** The catalogue's rates, and which access lines they look at. */
final class RateRules {
  private final List<RateRule> rules;
  private final Detector detector;

  private RateRules(List<RateRule> rules, Detector detector) {
    this.rules = rules;
    this.detector = detector;
  }

  static RateRules of(Catalogue catalogue, Detector detector) {
    return new RateRules(
        catalogue.symptoms().stream()
            .flatMap(
                symptom ->
                    symptom.patterns().stream()
                        .filter(Rate.class::isInstance)
                        .map(pattern -> RateRule.of(symptom, (Rate) pattern)))
            .toList(),
        detector);
  }

  int size() {
    return rules.size();
  }

  RateRule get(int index) {
    return rules.get(index);
  }

  /**
   * Whether a line is a request that counts: an answer of the application that no symptom claims by
   * itself, as 502 and 504 are; nor a connection that goes on as another protocol.
   */
  boolean count(ParsedEvent event) {
    return !rules.isEmpty()
        && event.status >= 200
        && !detector.watches(event)
        && !StaticFiles.asks(event);
  }

  /** What a line is to each rate that counts it. */
  List<CountedRequest> counted(ParsedEvent event) {
    if (!count(event)) {
      return List.of();
    }
    long micros = RequestTime.micros(event);
    return rules.stream()
        .filter(rule -> rule.counts(micros))
        .map(
            rule ->
                new CountedRequest(
                    rule.symptom().id(), rule.hits(event.status, micros), rule.rate().words()))
        .toList();
  }

  /** Whether a line is one of the share that some rate counts, so that it may become evidence. */
  boolean watch(ParsedEvent event) {
    long micros = RequestTime.micros(event);
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).hits(event.status, micros)) {
        return count(event);
      }
    }
    return false;
  }
}
