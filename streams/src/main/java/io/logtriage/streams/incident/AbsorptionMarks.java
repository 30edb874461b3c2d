package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.catalogue.Symptom.AbsorptionRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
  private static final int VERSION = 2;

  /** Times remembered of one process and symptom: a system gives pids again. */
  private static final int TIMES = 4;

  private static final long LATE = 3_600_000;

  private final RuleBook rules;
  private final Overflow overflow;
  private final Map<String, List<Mark>> marks = new LinkedHashMap<>();
  private final Set<String> unsaved = new LinkedHashSet<>();

  /** When a process last showed a symptom, and which incident that went to. */
  record Mark(String symptom, long from, long to, TrackKey track) {}

  AbsorptionMarks(RuleBook rules, Overflow overflow) {
    this.rules = rules;
    this.overflow = overflow;
  }

  /** What explains {@code finding}; null when nothing does. */
  @Nullable Mark explaining(Finding finding, SymptomRule rule) {
    String pid = finding.fields().get(PID);
    if (pid == null) {
      return null;
    }
    for (AbsorptionRule absorption : rule.explainedBy()) {
      for (Mark mark : marks.getOrDefault(key(absorption.symptom(), finding, pid), List.of())) {
        if (finding.first() >= mark.from()
            && finding.first() <= mark.to() + absorption.within().toMillis()) {
          return mark;
        }
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
    List<Mark> times = marks.remove(key);
    List<Mark> more = times == null ? new ArrayList<>() : times;
    more.add(new Mark(finding.symptom(), finding.first(), finding.last(), track));
    more.sort(Comparator.comparingLong(Mark::to).reversed());
    overflow.add(Bound.PROCESS_TIMES, more.size() - TIMES);
    marks.put(key, more.size() > TIMES ? new ArrayList<>(more.subList(0, TIMES)) : more);
    unsaved.add(key);
    forget(clock);
  }

  private void forget(long clock) {
    Iterator<Map.Entry<String, List<Mark>>> oldest = marks.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<String, List<Mark>> entry = oldest.next();
      boolean over = isOver(entry.getValue().get(0), clock);
      if (marks.size() <= LIMIT && !over) {
        return;
      }
      overflow.add(Bound.PROCESSES, over ? 0 : 1);
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

  /** The process that a finding speaks of, unlike any other; null when it names none. */
  static @Nullable String process(Finding finding) {
    String pid = finding.fields().get(PID);
    return pid == null ? null : String.join("\0", finding.host(), finding.path(), pid);
  }

  /** Hands over what changed since the last call; null stands for a mark that is forgotten. */
  void save(BiConsumer<String, byte @Nullable []> store) {
    for (String key : unsaved) {
      List<Mark> times = marks.get(key);
      store.accept(key, times == null ? null : write(times));
    }
    unsaved.clear();
  }

  private static byte[] write(List<Mark> times) {
    StateWriter out = new StateWriter(VERSION);
    out.number(times.size());
    for (Mark mark : times) {
      out.text(mark.symptom());
      out.number(mark.from());
      out.number(mark.to());
      out.text(mark.track().symptom());
      out.map(mark.track().group());
    }
    return out.toBytes();
  }

  void restore(String key, byte[] bytes) {
    StateReader in = new StateReader(key, bytes, VERSION);
    List<Mark> times = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      times.add(new Mark(in.text(), in.number(), in.number(), new TrackKey(in.text(), in.map())));
    }
    marks.put(key, times);
  }
}
