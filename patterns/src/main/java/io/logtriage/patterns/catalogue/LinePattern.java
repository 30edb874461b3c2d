package io.logtriage.patterns.catalogue;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One way in which a symptom shows. */
public sealed interface LinePattern {

  /**
   * A grok pattern over an event's text.
   *
   * @param grok the pattern, java-grok syntax, fields named as in ECS
   * @param literals at least one of which stands in every event that the pattern matches
   * @param formats the formats it applies to; empty means every format but access lines
   * @param atLeast the level the event must have where its format carries levels
   */
  record Grok(String grok, List<String> literals, Set<LineFormat> formats, Level atLeast)
      implements LinePattern {
    public Grok {
      requireNonNull(grok, "grok is null");
      literals = List.copyOf(literals);
      formats = Set.copyOf(formats);
      requireNonNull(atLeast, "atLeast is null");
    }
  }

  /** An access line with one of these HTTP statuses, and a target of this shape. */
  record Status(Set<Integer> statuses, TargetShape target) implements LinePattern {
    public Status {
      statuses = Set.copyOf(statuses);
      requireNonNull(target, "target is null");
    }

    /** Whatever was asked for. */
    public Status(Set<Integer> statuses) {
      this(statuses, TargetShape.ANY);
    }
  }

  /** An access line that says that its request took at least so long. */
  record Slow(Duration atLeast) implements LinePattern {
    public Slow {
      requireNonNull(atLeast, "atLeast is null");
    }
  }

  /**
   * Counts only where no other symptom claims the event: what is left over when nothing says it
   * better.
   */
  record Unclaimed(Grok pattern) implements LinePattern {
    public Unclaimed {
      requireNonNull(pattern, "pattern is null");
    }
  }
}
