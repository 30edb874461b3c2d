package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.catalogue.LinePattern.Rate;
import io.logtriage.patterns.catalogue.Symptom;

/** One symptom that shows in a share of requests. */
record RateRule(Symptom symptom, Rate rate, int seconds, long above) {

  RateRule {
    requireNonNull(symptom, "symptom is null");
    requireNonNull(rate, "rate is null");
  }

  static RateRule of(Symptom symptom, Rate rate) {
    return new RateRule(
        symptom, rate, (int) rate.window().toSeconds(), rate.above().toMillis() * 1_000);
  }

  /** Whether a request says anything: of latency it must have a time. */
  boolean counts(long micros) {
    return rate.of() == Rate.Of.ERRORS || micros >= 0;
  }

  /** Whether it is one of the share. */
  boolean hits(int status, long micros) {
    return rate.of() == Rate.Of.ERRORS ? status >= 500 : micros > above;
  }

  boolean isMet(long requests, long hits) {
    return requests >= rate.minimumRequests() && hits * 100 >= requests * rate.percent();
  }
}
