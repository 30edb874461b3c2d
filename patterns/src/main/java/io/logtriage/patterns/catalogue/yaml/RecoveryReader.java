package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.RecoverySign;
import io.logtriage.patterns.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code recovery}: what shows that the trouble is over. */
final class RecoveryReader {
  private RecoveryReader() {}

  static List<RecoverySign> read(Section section) {
    List<RecoverySign> signs = new ArrayList<>();
    for (Section sign : section.sections("recovery")) {
      if (sign.has("route")) {
        if (!sign.text("route").equals("ok")) {
          sign.problem(
              sign.line("route"), "'route': expected ok, found '" + sign.text("route") + "'");
        }
        signs.add(new RecoverySign.RouteAnswers());
      } else {
        Duration after = sign.duration("after", Duration.ZERO);
        PatternReader.recovery(sign)
            .map(pattern -> new RecoverySign.Line(pattern, after))
            .ifPresent(signs::add);
      }
      sign.refuseUnknownKeys();
    }
    return signs;
  }
}
