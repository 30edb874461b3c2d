package io.logtriage.app;

import io.logtriage.elastic.IncidentHit;
import io.logtriage.elastic.IncidentQuery;
import io.logtriage.elastic.IncidentSearch;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the chain of causes begins that an incident belongs to. */
record StorySearch(IncidentSearch search) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{2,32}");
  private static final int SHOWN = 3;

  /**
   * Looks it up.
   *
   * @param beginning first digits of the incident's id
   * @return the root's id: the incident itself when nothing explains it
   */
  String rootOf(String beginning) {
    if (!ID.matcher(beginning).matches()) {
      throw new WrongUsage(
          "--story '" + beginning + "': expected the first digits of an incident's id, like 3f9c");
    }
    List<IncidentHit> found =
        search.search(IncidentQuery.all().withId(beginning).withSize(SHOWN)).hits();
    if (found.isEmpty()) {
      throw new CommandFailure("no incident has an id that begins with " + beginning);
    }
    if (found.size() > 1) {
      throw new CommandFailure(
          "several incidents have ids that begin with "
              + beginning
              + ": give more digits; for instance "
              + found.stream()
                  .map(hit -> hit.id() + " (" + hit.symptom() + ")")
                  .collect(Collectors.joining(", ")));
    }
    String root = found.get(0).document().at("/incident/root/id").asText();
    return root.isEmpty() ? found.get(0).id() : root;
  }
}
