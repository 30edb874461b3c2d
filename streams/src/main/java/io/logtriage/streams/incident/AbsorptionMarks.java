package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.catalogue.Symptom.AbsorptionRule;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which process of which source showed a symptom that explains what it says next: gunicorn reports
 * the end of a worker that it killed itself as if memory had run out.
 */
final class AbsorptionMarks {
  /** Processes remembered at most; the one that showed its symptom longest ago is forgotten. */
  static final int LIMIT = 10_000;

  private static final String PID = "process.pid";
  private static final int VERSION = 1;
  private static final long LATE = 3_600_000;

  private final RuleBook rules;
  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private final Set<String> unsaved = new LinkedHashSet<>();

  /** When a process last showed a symptom, and which incident that went to. */
  record Mark(String symptom, long from, long to, TrackKey track) {}

  AbsorptionMarks(RuleBook rules) {
    this.rules = rules;
  }

  /** What explains {@code finding}; null when nothing does. */
  @Nullable Mark explaining(Finding finding, SymptomRule rule) {
    String pid = finding.fields().get(PID);
    if (pid == null) {
      return null;
    }
    for (AbsorptionRule absorption : rule.explainedBy()) {
      Mark mark = marks.get(key(absorption.symptom(), finding, pid));
      if (mark != null
          && finding.first() >= mark.from()
          && finding.first() <= mark.to() + absorption.within().toMillis()) {
        return mark;
      }
    }
    return null;
  }

  /** Remembers {@code finding}, which went to {@code track}, when it may explain others. */
  void remember(Finding finding, TrackKey track, long clock) {
    String pid = finding.fields().get(PID);
    if (pid == null || !rules.absorbsOthers(finding.symptom())) {
      return;
    }
    String key = key(finding.symptom(), finding, pid);
    marks.remove(key);
    marks.put(key, new Mark(finding.symptom(), finding.first(), finding.last(), track));
    unsaved.add(key);
    forget(clock);
  }

  private void forget(long clock) {
    Iterator<Map.Entry<String, Mark>> oldest = marks.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<String, Mark> entry = oldest.next();
      if (marks.size() <= LIMIT && !isOver(entry.getValue(), clock)) {
        return;
      }
      oldest.remove();
      unsaved.add(entry.getKey());
    }
  }

  private boolean isOver(Mark mark, long clock) {
    return mark.to() + rules.absorbsWithin(mark.symptom()) + LATE < clock;
  }

  private static String key(String symptom, Finding finding, String pid) {
    return String.join("\0", symptom, finding.host(), finding.path(), pid);
  }

  /** Hands over what changed since the last call; null stands for a mark that is forgotten. */
  void save(BiConsumer<String, byte @Nullable []> store) {
    for (String key : unsaved) {
      Mark mark = marks.get(key);
      store.accept(key, mark == null ? null : write(mark));
    }
    unsaved.clear();
  }

  private static byte[] write(Mark mark) {
    StateWriter out = new StateWriter(VERSION);
    out.text(mark.symptom());
    out.number(mark.from());
    out.number(mark.to());
    out.text(mark.track().symptom());
    out.map(mark.track().group());
    return out.toBytes();
  }

  void restore(String key, byte[] bytes) {
    StateReader in = new StateReader(key, bytes, VERSION);
    Mark mark = new Mark(in.text(), in.number(), in.number(), new TrackKey(in.text(), in.map()));
    marks.put(key, mark);
  }
}
