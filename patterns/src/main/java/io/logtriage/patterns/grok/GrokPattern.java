package io.logtriage.patterns.grok;

import static java.util.Objects.requireNonNull;

import io.krakens.grok.api.Grok;
import io.krakens.grok.api.GrokCompiler;
import io.krakens.grok.api.Match;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One grok pattern, compiled when it is first needed: most patterns of a catalogue never meet a
 * candidate. Safe for use by many threads.
 *
 * <p>A match that exhausts its budget or the stack counts as no match; a pattern that does so
 * {@value #OVERRUNS_UNTIL_QUARANTINE} times is left out from then on. What others of the same event
 * have used up is not counted against it.
 */
public final class GrokPattern {
  /** How often a pattern may overrun its budget before it is left out. */
  public static final int OVERRUNS_UNTIL_QUARANTINE = 5;

  private static final int MAX_FIELD = 1024;

  private final String grok;
  private final AtomicInteger overruns = new AtomicInteger();
  private volatile @Nullable Grok compiled;

  /**
   * Takes a pattern in java-grok's syntax over {@link GrokDefinitions#builtIn()}.
   *
   * @param grok see {@link PatternCheck} for what is refused
   */
  public GrokPattern(String grok) {
    this.grok = requireNonNull(grok, "grok is null");
  }

  /**
   * The fields, by name, in the order of the pattern; null when the text does not match.
   *
   * @param text one line, bounded by the caller
   * @param budget of the event that the line belongs to
   */
  public @Nullable Map<String, String> match(String text, MatchBudget budget) {
    if (quarantined()) {
      return null;
    }
    long before = budget.steps();
    try {
      Match match = compiled().match(new BudgetedText(text, budget));
      return match.isNull() ? null : fields(match.capture());
    } catch (MatchBudget.Exhausted e) {
      if (budget.isMuch(budget.steps() - before)) {
        overruns.incrementAndGet();
      }
      return null;
    } catch (StackOverflowError e) {
      overruns.incrementAndGet();
      return null;
    }
  }

  /** Whether this pattern is left out, because it overran its budget too often. */
  public boolean quarantined() {
    return overruns.get() >= OVERRUNS_UNTIL_QUARANTINE;
  }

  /** How often a match was given up. */
  public int overruns() {
    return overruns.get();
  }

  /** The pattern as it was written. */
  public String grok() {
    return grok;
  }

  /**
   * The regular expression that java-grok makes of it.
   *
   * @throws IllegalArgumentException when it does not compile
   */
  Grok compiled() {
    Grok result = compiled;
    if (result == null) {
      GrokCompiler compiler = GrokCompiler.newInstance();
      compiler.register(GrokDefinitions.builtIn().asMap());
      result = compiler.compile(grok, true);
      compiled = result;
    }
    return result;
  }

  /** java-grok gives a List where a field is named twice: the first that took part counts. */
  private static Map<String, String> fields(Map<String, Object> capture) {
    Map<String, String> fields = new LinkedHashMap<>();
    capture.forEach(
        (name, value) -> {
          String text = first(value);
          if (text != null && !text.isEmpty()) {
            fields.put(name, text.length() > MAX_FIELD ? text.substring(0, MAX_FIELD) : text);
          }
        });
    return fields;
  }

  private static @Nullable String first(@Nullable Object value) {
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element != null) {
          return element.toString();
        }
      }
      return null;
    }
    return value == null ? null : value.toString();
  }
}
