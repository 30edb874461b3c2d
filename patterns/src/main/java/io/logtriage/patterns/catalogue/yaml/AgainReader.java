package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.grok.PatternCheck;
import io.logtriage.patterns.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code again}: what makes a line count that is nothing by itself. */
final class AgainReader {
  private static final Duration AFTER = Duration.ofSeconds(1);
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(24);

  private AgainReader() {}

  static Optional<LinePattern> read(Section again, LinePattern.Grok pattern) {
    Duration after = again.duration("after", AFTER);
    Duration within = again.duration("within", WITHIN);
    List<LinePattern.Grok> unless = unless(again);
    again.refuseUnknownKeys();
    if (after.compareTo(Duration.ofSeconds(1)) < 0
        || within.compareTo(after) <= 0
        || within.compareTo(LONGEST) > 0) {
      again.problem(
          again.line(),
          "'again': expected 1s <= after < within <= "
              + LONGEST.toHours()
              + "h, found after "
              + after.toSeconds()
              + "s, within "
              + within.toSeconds()
              + "s");
      return Optional.empty();
    }
    return Optional.of(new LinePattern.Again(pattern, unless, after, within));
  }

  private static List<LinePattern.Grok> unless(Section again) {
    List<LinePattern.Grok> unless = new ArrayList<>();
    for (String grok : again.someTexts("unless")) {
      try {
        unless.add(
            new LinePattern.Grok(
                grok, PatternCheck.literals(grok, List.of()), Set.of(), Level.DEBUG));
      } catch (IllegalArgumentException e) {
        again.problem(again.line("unless"), "pattern refused: " + grok + ": " + e.getMessage());
      }
    }
    return unless;
  }
}
