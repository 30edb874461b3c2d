package io.logtriage.streams.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The findings of an episode that another symptom of the same process may still explain, each for
 * itself, so that they can be taken out again; and all its other findings together.
 */
final class ExplainableParts {
  /** Findings kept for themselves; of more, the earliest can no longer be explained. */
  static final int LIMIT = 32;

  private static final Comparator<Part> ORDER =
      Comparator.comparingLong((Part part) -> part.evidence().first())
          .thenComparing(part -> part.evidence().lead().id());

  private final List<Part> parts = new ArrayList<>();
  private @Nullable Evidence others;

  /** The findings of one process and second. */
  private record Part(String process, Evidence evidence) {}

  /**
   * @param process what may be explained by its other symptoms; null when nothing explains it
   */
  static ExplainableParts of(@Nullable String process, Evidence evidence) {
    ExplainableParts parts = new ExplainableParts();
    if (process == null) {
      parts.others = evidence.copy();
    } else {
      parts.parts.add(new Part(process, evidence.copy()));
    }
    return parts;
  }

  /** How many can no longer be explained. */
  long addAll(ExplainableParts more) {
    parts.addAll(more.parts);
    parts.sort(ORDER);
    if (more.others != null) {
      addOthers(more.others);
    }
    long settled = 0;
    for (; parts.size() > LIMIT; settled++) {
      addOthers(parts.remove(0).evidence());
    }
    return settled;
  }

  /** Findings without a time of their own, which nothing explains. */
  void addUndated(Evidence undated) {
    if (others != null) {
      others.addUndated(undated);
    } else if (!parts.isEmpty()) {
      others = parts.remove(0).evidence();
      others.addUndated(undated);
    }
  }

  private void addOthers(Evidence more) {
    if (others == null) {
      others = more.copy();
    } else {
      others.add(more);
    }
  }

  /** Takes out what a process showed from {@code from} to {@code to}; how many findings. */
  long take(String process, long from, long to) {
    long taken = 0;
    for (Iterator<Part> all = parts.iterator(); all.hasNext(); ) {
      Part part = all.next();
      long first = part.evidence().first();
      if (part.process().equals(process) && first >= from && first <= to) {
        taken += part.evidence().count();
        all.remove();
      }
    }
    return taken;
  }

  /** All that is left; null when nothing is. */
  @Nullable Evidence rest() {
    Evidence rest = others == null ? null : others.copy();
    for (Part part : parts) {
      if (rest == null) {
        rest = part.evidence().copy();
      } else {
        rest.add(part.evidence());
      }
    }
    return rest;
  }

  List<String> processes() {
    return parts.stream().map(Part::process).distinct().toList();
  }

  void write(StateWriter out) {
    Evidence rest = others;
    out.flag(rest != null);
    if (rest != null) {
      rest.write(out);
    }
    out.number(parts.size());
    for (Part part : parts) {
      out.text(part.process());
      part.evidence().write(out);
    }
  }

  static ExplainableParts read(StateReader in) {
    ExplainableParts read = new ExplainableParts();
    if (in.flag()) {
      read.others = Evidence.read(in);
    }
    for (long left = in.number(); left > 0; left--) {
      read.parts.add(new Part(in.text(), Evidence.read(in)));
    }
    return read;
  }
}
