package io.logtriage.patterns.grok;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges a pattern before it ever meets a line: refuses what can run away on hostile text, and
 * finds the constant text that every match contains.
 */
public final class PatternCheck {
  private static final int MANY_TIMES = 16;
  private static final int MAX_WIDE_REPEATS = 2;
  private static final Pattern FIELD = Pattern.compile("%\\{[^:}]+:(?<field>[^}]*)\\}");
  private static final Pattern FIELD_NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*");

  private final String grok;
  private final Piece piece;

  private PatternCheck(String grok) {
    this.grok = grok;
    this.piece = RegexReader.read(GrokDefinitions.builtIn().expand(grok));
  }

  /**
   * Checks a pattern and its literals.
   *
   * @param declared literals given by the author; empty to have them derived
   * @return literals, at least one of which stands in every match
   * @throws IllegalArgumentException says what is wrong and what to write instead
   */
  public static List<String> literals(String grok, List<String> declared) {
    PatternCheck check = new PatternCheck(grok);
    check.refuseBadFields();
    check.refuseUnanchored();
    check.refuseRunaways();
    new GrokPattern(grok).compiled();
    return declared.isEmpty() ? check.derive() : check.confirm(declared);
  }

  private void refuseBadFields() {
    Matcher matcher = FIELD.matcher(grok);
    while (matcher.find()) {
      if (!FIELD_NAME.matcher(matcher.group("field")).matches()) {
        throw new IllegalArgumentException(
            "field name '"
                + matcher.group("field")
                + "': expected lower-case ECS style such as process.pid, without a type");
      }
    }
  }

  private void refuseUnanchored() {
    if (!anchored(piece)) {
      throw new IllegalArgumentException(
          "the pattern is not anchored and would be tried at every character; begin it with ^,"
              + " %{MESSAGE} or %{EXCEPTION}, or with at least "
              + RequiredLiterals.SHORTEST
              + " constant characters");
    }
  }

  private void refuseRunaways() {
    refuseNested(piece, false);
    int wide = wideRepeats(piece);
    if (wide > MAX_WIDE_REPEATS) {
      throw new IllegalArgumentException(
          wide
              + " unbounded repetitions of nearly any character (.* \\S+ [^x]*) follow one another,"
              + " expected at most "
              + MAX_WIDE_REPEATS
              + "; bound them, as in [^\"]{1,200}");
    }
  }

  private List<String> derive() {
    return RequiredLiterals.of(piece)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no constant text of at least "
                        + RequiredLiterals.SHORTEST
                        + " characters stands in every match; add some to the pattern"));
  }

  private List<String> confirm(List<String> declared) {
    for (String literal : declared) {
      if (literal.length() < RequiredLiterals.SHORTEST) {
        throw new IllegalArgumentException(
            "literal '"
                + literal
                + "' is shorter than "
                + RequiredLiterals.SHORTEST
                + " characters and would make candidates of healthy lines");
      }
    }
    if (!RequiredLiterals.implies(piece, declared)) {
      throw new IllegalArgumentException(
          "the pattern can match text without any of its literals "
              + declared
              + "; leave the literals out to have them derived, or correct them");
    }
    return List.copyOf(declared);
  }

  private static boolean anchored(Piece piece) {
    if (piece instanceof Piece.Start) {
      return true;
    }
    if (piece instanceof Piece.Choice choice) {
      return choice.pieces().stream().allMatch(PatternCheck::anchored);
    }
    if (piece instanceof Piece.Sequence sequence) {
      StringBuilder constant = new StringBuilder();
      for (Piece part : sequence.pieces()) {
        if (constant.isEmpty() && anchored(part)) {
          return true;
        }
        if (!(part instanceof Piece.Text text)) {
          return constant.length() >= RequiredLiterals.SHORTEST;
        }
        constant.append(text.text());
      }
      return constant.length() >= RequiredLiterals.SHORTEST;
    }
    return false;
  }

  private static void refuseNested(Piece piece, boolean repeatedOften) {
    if (piece instanceof Piece.Repeat repeat) {
      if (repeatedOften && repeat.unbounded()) {
        throw new IllegalArgumentException(
            "an unbounded repetition inside a repetition takes exponential time on hostile text;"
                + " bound the inner one, as in {1,80}");
      }
      refuseNested(repeat.piece(), repeatedOften || repeat.max() > MANY_TIMES);
    } else {
      parts(piece).forEach(part -> refuseNested(part, repeatedOften));
    }
  }

  private static int wideRepeats(Piece piece) {
    if (piece instanceof Piece.Repeat repeat) {
      boolean wide = repeat.piece() instanceof Piece.OneOf oneOf && oneOf.wide();
      return wide && repeat.unbounded() && !repeat.possessive() ? 1 : wideRepeats(repeat.piece());
    }
    if (piece instanceof Piece.Choice choice) {
      return choice.pieces().stream().mapToInt(PatternCheck::wideRepeats).max().orElse(0);
    }
    return parts(piece).stream().mapToInt(PatternCheck::wideRepeats).sum();
  }

  private static List<Piece> parts(Piece piece) {
    if (piece instanceof Piece.Sequence sequence) {
      return sequence.pieces();
    }
    return piece instanceof Piece.Choice choice ? choice.pieces() : List.of();
  }
}
