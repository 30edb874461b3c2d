package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.LinePattern.Rate;
import io.logtriage.patterns.yaml.Section;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code rate}: a share of requests over a sliding window. */
final class RateReader {
  private static final Map<String, Rate.Of> OF =
      Map.of("errors", Rate.Of.ERRORS, "latency", Rate.Of.LATENCY);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int REQUESTS = 20;
  private static final int PERCENT = 25;

  private RateReader() {}

  static Optional<LinePattern> read(Section section) {
    return section.requiredSection("rate").flatMap(RateReader::rate);
  }

  private static Optional<LinePattern> rate(Section rate) {
    Optional<Rate.Of> of = rate.oneOf("of", rate.text("of"), OF);
    Duration above = Duration.ZERO;
    int percent;
    if (of.isPresent() && of.get() == Rate.Of.LATENCY) {
      above = rate.duration("above");
      percent = 100 - percentile(rate);
    } else {
      percent = ratio(rate);
    }
    Duration window = rate.duration("window", WINDOW);
    int requests = rate.number("minimum_requests", REQUESTS, 1);
    rate.refuseUnknownKeys();
    long seconds = window.toSeconds();
    if (seconds < 1 || seconds > Rate.MAX_WINDOW) {
      rate.problem(rate.line("window"), "'window': expected 1s to " + Rate.MAX_WINDOW + "s");
      return Optional.empty();
    }
    Duration slow = above;
    return of.map(kind -> new Rate(kind, slow, window, requests, percent));
  }

  private static int percentile(Section rate) {
    int percentile = rate.number("percentile", 100 - PERCENT, 1);
    if (percentile > 99) {
      rate.problem(rate.line("percentile"), "'percentile': expected 1 to 99");
    }
    return Math.min(percentile, 99);
  }

  private static int ratio(Section rate) {
    String text = rate.optionalText("ratio");
    if (text == null) {
      return PERCENT;
    }
    if (text.matches("0?\\.\\d{1,2}|1(?:\\.0{1,2})?")) {
      int percent = (int) Math.round(Double.parseDouble(text) * 100);
      if (percent > 0) {
        return percent;
      }
    }
    rate.problem(rate.line("ratio"), "'ratio': expected 0.01 to 1.00, found '" + text + "'");
    return PERCENT;
  }
}
