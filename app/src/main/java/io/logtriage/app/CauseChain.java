package io.logtriage.app;

import java.util.Map;
import java.util.TreeMap;

/** What an incident has to do with others, in the words of one line. */
final class CauseChain {
  private CauseChain() {}

  /**
   * Empty for an incident that stands alone.
   *
   * @param known by id, as far as they were seen; what was not is counted, not named
   */
  static String of(IncidentView incident, Map<String, IncidentView> known) {
    String causes = causes(incident, known);
    String effects = effects(incident, known);
    return causes.isEmpty() || effects.isEmpty() ? causes + effects : causes + "; " + effects;
  }

  private static String causes(IncidentView incident, Map<String, IncidentView> known) {
    String cause = incident.cause();
    if (cause == null) {
      return "";
    }
    IncidentView its = known.get(incident.causeId());
    String root = incident.root();
    return "caused by "
        + cause
        + (its == null ? "" : " (" + lines(its.count()) + ")")
        + (root == null || root.equals(cause) ? "" : ", which began with " + root);
  }

  private static String effects(IncidentView incident, Map<String, IncidentView> known) {
    Map<String, Long> counts = new TreeMap<>();
    long named = 0;
    for (String id : incident.effectIds()) {
      IncidentView effect = known.get(id);
      if (effect != null) {
        counts.merge(effect.symptom(), effect.count(), Long::sum);
        named++;
      }
    }
    StringBuilder text = new StringBuilder();
    counts.forEach((symptom, count) -> append(text, count + " " + symptom));
    long more = incident.effects() - named;
    if (more > 0) {
      append(text, more + (named == 0 ? "" : " more") + (more == 1 ? " incident" : " incidents"));
    }
    return text.isEmpty() ? "" : "caused these: " + text;
  }

  private static void append(StringBuilder list, String item) {
    list.append(list.isEmpty() ? "" : ", ").append(item);
  }

  static String lines(long count) {
    return count == 1 ? "1 line" : count + " lines";
  }
}
