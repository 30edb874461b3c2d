package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.redact.Redactor;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What is taken out of every line: the secrets that everybody has, and what an administrator's own
 * regular expressions find, their first group or else all of it. A line at which a rule takes too
 * long is left out as a whole, for nobody knows what it holds.
 */
public final class RedactionRules implements Redaction {
  /** Only what everybody has. */
  public static final RedactionRules NONE = new RedactionRules(List.of());

  private static final String REDACTED = "[redacted]";

  /** How often a rule may look at a character, for each one of the line. */
  private static final int LOOKS = 200;

  private final List<Pattern> rules;

  private RedactionRules(List<Pattern> rules) {
    this.rules = rules;
  }

  /**
   * Reads rules.
   *
   * @throws IllegalArgumentException when one is no regular expression; says which and where
   */
  public static RedactionRules of(List<String> rules) {
    return new RedactionRules(rules.stream().map(RedactionRules::rule).toList());
  }

  private static Pattern rule(String rule) {
    try {
      Pattern pattern = Pattern.compile(rule);
      if (pattern.matcher("").find()) {
        throw new IllegalArgumentException(
            "'" + rule + "' finds something in every line, even an empty one; make it stricter");
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + rule + "' is no regular expression: " + e.getDescription() + " at " + e.getIndex(),
          e);
    }
  }

  @Override
  public byte @Nullable [] redact(byte[] bytes, int from, int to) {
    byte[] redacted = Redactor.redact(bytes, from, to);
    if (rules.isEmpty()) {
      return redacted;
    }
    String line =
        redacted == null ? new String(bytes, from, to - from, UTF_8) : new String(redacted, UTF_8);
    String result = line;
    try {
      for (Pattern rule : rules) {
        result = redact(rule, result);
      }
    } catch (TooLongException | StackOverflowError e) {
      result = REDACTED;
    }
    return result.equals(line) ? redacted : result.getBytes(UTF_8);
  }

  private static String redact(Pattern rule, String line) {
    Matcher matcher = rule.matcher(new Watched(line));
    StringBuilder result = new StringBuilder();
    int copied = 0;
    while (matcher.find()) {
      int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
      if (matcher.end(group) > matcher.start(group)) {
        result.append(line, copied, matcher.start(group)).append(REDACTED);
        copied = matcher.end(group);
      }
    }
    return copied == 0 ? line : result.append(line, copied, line.length()).toString();
  }

  private static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLongException() {
      super("", null, false, false);
    }
  }

  /** Counts how often it is looked at. */
  private static final class Watched implements CharSequence {
    private final String text;
    private long looks;

    Watched(String text) {
      this.text = text;
      this.looks = 10_000L + (long) LOOKS * text.length();
    }

    @Override
    public char charAt(int index) {
      if (--looks < 0) {
        throw new TooLongException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return text.substring(from, to);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
