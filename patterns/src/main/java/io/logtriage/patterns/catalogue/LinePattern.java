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
   * @param suspected whether a match may also mean something else, so that it proves nothing yet
   */
  record Grok(
      String grok, List<String> literals, Set<LineFormat> formats, Level atLeast, boolean suspected)
      implements LinePattern {
    public Grok {
      requireNonNull(grok, "grok is null");
      literals = List.copyOf(literals);
      formats = Set.copyOf(formats);
      requireNonNull(atLeast, "atLeast is null");
    }

    /** A match is proof. */
    public Grok(String grok, List<String> literals, Set<LineFormat> formats, Level atLeast) {
      this(grok, literals, formats, atLeast, false);
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
   * A share of requests over a sliding window of one access log, static files left out.
   *
   * @param of what a request must show to be one of the share
   * @param above of latency: slower than this; zero otherwise
   * @param window the time looked back from each line, whole seconds
   * @param minimumRequests fewer requests in the window say nothing
   * @param percent how many of a hundred requests suffice
   */
  record Rate(Of of, Duration above, Duration window, int minimumRequests, int percent)
      implements LinePattern {
    /** Greatest window, seconds: each source keeps as many counts. */
    public static final int MAX_WINDOW = 3_600;

    public Rate {
      requireNonNull(of, "of is null");
      requireNonNull(above, "above is null");
      if (window.toSeconds() < 1 || window.toSeconds() > MAX_WINDOW) {
        throw new IllegalArgumentException(
            "window is " + window + ", expected 1 s to " + MAX_WINDOW + " s");
      }
    }

    /** For a person: {@code 25 % of at least 20 requests within 60 s fail}. */
    public String words() {
      return percent
          + " % of at least "
          + minimumRequests
          + " requests within "
          + window.toSeconds()
          + " s "
          + (of == Of.ERRORS ? "fail" : "take longer than " + above.toMillis() + " ms");
    }

    /** What requests are counted for. */
    public enum Of {
      /** Answered with 5xx, but for statuses that another symptom claims. */
      ERRORS,
      /** Slow by the time that the line's format gives. */
      LATENCY
    }
  }

  /**
   * A pattern whose findings open an incident on a condition of their own, because it says less (or
   * more) than the symptom's others.
   *
   * @param pattern any other kind but a rate
   */
  record Opening(LinePattern pattern, Symptom.OpenCondition open) implements LinePattern {
    public Opening {
      requireNonNull(pattern, "pattern is null");
      requireNonNull(open, "open is null");
      if (pattern instanceof Opening || pattern instanceof Rate) {
        throw new IllegalArgumentException("no open condition of its own for " + pattern);
      }
    }
  }

  /**
   * Counts only where such a line came before in its source and nothing between the two explains
   * that it comes again: trouble that shows by what is not there.
   *
   * @param unless what explains the next such line, of any level
   * @param after what comes sooner belongs to the line before, as the workers of one start do
   * @param within how long the line before is remembered
   */
  record Again(Grok pattern, List<Grok> unless, Duration after, Duration within)
      implements LinePattern {
    public Again {
      requireNonNull(pattern, "pattern is null");
      unless = List.copyOf(unless);
      if (after.isNegative() || within.compareTo(after) <= 0) {
        throw new IllegalArgumentException(
            "after is " + after + " and within " + within + ", expected after < within");
      }
    }

    /** For a person: {@code each 3 to 300 s after one like it, with nothing between ...}. */
    public String words() {
      return "each "
          + after.toSeconds()
          + " to "
          + within.toSeconds()
          + " s after one like it, with nothing between them that explains it";
    }
  }

  /** What is looked for, without what it counts for. */
  default LinePattern bare() {
    return this instanceof Opening opening ? opening.pattern() : this;
  }

  /**
   * No line shows it: {@code run} finds it out about its own sources.
   *
   * @param condition what it watches for
   */
  record Pipeline(PipelineCondition condition) implements LinePattern {
    public Pipeline {
      requireNonNull(condition, "condition is null");
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
