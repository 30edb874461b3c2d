package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.catalogue.Clue;
import io.logtriage.patterns.catalogue.Symptom.CauseRule;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the findings of an incident say of places that incidents may have in common. The same
 * whatever the order of the findings.
 */
final class Clues {
  /** Values of one clue; of an incident with more nothing is held to be known. */
  static final int LIMIT = 16;

  /** Stands, before all others, for a finding that tells no value; no hash of 0, as "" has. */
  private static final String UNTOLD = "\u0001";

  private final Map<Clue, SortedSet<String>> told = new EnumMap<>(Clue.class);

  /** Whether two incidents may have to do with each other. */
  enum Verdict {
    AGREE,
    UNKNOWN,
    CONFLICT
  }

  Clues(Finding finding, Set<Clue> wanted) {
    for (Clue clue : wanted) {
      add(clue, clue.of(finding.fields(), finding.host()).orElse(UNTOLD));
    }
  }

  private Clues() {}

  Clues copy() {
    Clues copy = new Clues();
    copy.add(this);
    return copy;
  }

  void add(Clues other) {
    other.told.forEach((clue, values) -> values.forEach(value -> add(clue, value)));
  }

  /** One more than the limit stays, as a sign that it was passed. */
  private void add(Clue clue, String value) {
    SortedSet<String> values = told.computeIfAbsent(clue, any -> new TreeSet<>());
    if (values.size() <= LIMIT) {
      values.add(value);
    }
  }

  /** What speaks for or against that this incident is explained by that one. */
  Verdict about(Clues cause, CauseRule rule) {
    return failsOtherwise(rule) ? Verdict.CONFLICT : about(cause, rule.match());
  }

  /** Whether all that is known of how it failed is what such a cause never leads to. */
  boolean failsOtherwise(CauseRule rule) {
    Set<String> failures = rule.except().isEmpty() ? Set.of() : values(Clue.FAILURE);
    return !failures.isEmpty() && rule.except().containsAll(failures);
  }

  /**
   * What the first clue says that this incident and its possible cause both tell. A cause of which
   * some findings tell nothing may have been anywhere.
   */
  Verdict about(Clues cause, List<Clue> match) {
    for (Clue clue : match) {
      Set<String> here = values(clue);
      Set<String> there = cause.values(clue);
      if (!Collections.disjoint(here, there)) {
        return Verdict.AGREE;
      }
      if (!here.isEmpty() && !there.isEmpty() && !cause.isUntold(clue)) {
        return Verdict.CONFLICT;
      }
    }
    return Verdict.UNKNOWN;
  }

  /** All that findings told; none when they told too much. */
  SortedSet<String> values(Clue clue) {
    SortedSet<String> values = told.getOrDefault(clue, Collections.emptySortedSet());
    return values.size() > LIMIT ? Collections.emptySortedSet() : values.tailSet(UNTOLD + '\0');
  }

  private boolean isUntold(Clue clue) {
    return told.getOrDefault(clue, Collections.emptySortedSet()).contains(UNTOLD);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Clues clues && told.equals(clues.told);
  }

  @Override
  public int hashCode() {
    return told.hashCode();
  }

  void write(StateWriter out) {
    out.number(told.size());
    told.forEach(
        (clue, values) -> {
          out.text(clue.word());
          out.texts(values);
        });
  }

  /** Reads what was written; a clue that is not known any more is left out. */
  static Clues read(StateReader in) {
    Clues read = new Clues();
    for (long left = in.number(); left > 0; left--) {
      Clue clue = Clue.BY_WORD.get(in.text());
      List<String> values = in.texts();
      if (clue != null) {
        read.told.put(clue, new TreeSet<>(values));
      }
    }
    return read;
  }
}
