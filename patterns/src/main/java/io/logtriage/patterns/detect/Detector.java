package io.logtriage.patterns.detect;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.ParsedEvent;
import java.util.Map;

/** Finds the symptoms that an event shows: immutable, safe for use by many threads. */
public final class Detector {
  private final Catalogue catalogue;

  private Detector(Catalogue catalogue) {
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
  }

  /** Compiles the catalogue's patterns. */
  public static Detector of(Catalogue catalogue) {
    return new Detector(catalogue);
  }

  /** Tells {@code matches} every symptom that the event shows; allocates nothing for none. */
  public void detect(ParsedEvent event, Matches matches) {
    if (!event.format.isAccess()) {
      return;
    }
    for (Symptom symptom : catalogue.symptoms()) {
      for (LinePattern pattern : symptom.patterns()) {
        if (pattern instanceof LinePattern.Status status
            && status.statuses().contains(event.status)) {
          matches.match(symptom, Map.of());
        }
      }
    }
  }

  /** Cheap: whether this raw range could show a symptom at all (holds a required literal). */
  public boolean mayMatch(byte[] bytes, int from, int to) {
    return true;
  }

  /** Who is told of a match. */
  @FunctionalInterface
  public interface Matches {
    /**
     * Takes one match.
     *
     * @param fields extracted fields, by ECS name where ECS has one
     */
    void match(Symptom symptom, Map<String, String> fields);
  }
}
