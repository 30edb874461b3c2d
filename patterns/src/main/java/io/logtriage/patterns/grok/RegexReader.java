package io.logtriage.patterns.grok;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a regular expression (java.util.regex syntax) into {@link Piece pieces}. It understands
 * what symptom patterns need and refuses the rest, so that what it says about a pattern is true.
 */
final class RegexReader {
  private final String regex;
  private int at;

  private RegexReader(String regex) {
    this.regex = regex;
  }

  static Piece read(String regex) {
    RegexReader reader = new RegexReader(regex);
    Piece piece = reader.choice();
    if (reader.at < regex.length()) {
      throw reader.refuse("unmatched )");
    }
    return piece;
  }

  private Piece choice() {
    List<Piece> branches = new ArrayList<>();
    branches.add(sequence());
    while (at < regex.length() && regex.charAt(at) == '|') {
      at++;
      branches.add(sequence());
    }
    return branches.size() == 1 ? branches.get(0) : new Piece.Choice(List.copyOf(branches));
  }

  private Piece sequence() {
    List<Piece> pieces = new ArrayList<>();
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      pieces.add(repeated(atom()));
    }
    return pieces.size() == 1 ? pieces.get(0) : new Piece.Sequence(List.copyOf(pieces));
  }

  private Piece atom() {
    char c = regex.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> characterClass();
      case '\\' -> escape();
      case '.' -> new Piece.OneOf(true);
      case '^' -> new Piece.Start();
      case '$' -> new Piece.Nothing();
      case '*', '+', '?' -> throw refuse("nothing to repeat before " + c);
      default -> new Piece.Text(String.valueOf(c));
    };
  }

  private Piece group() {
    boolean takesText = true;
    if (regex.startsWith("?:", at) || regex.startsWith("?>", at)) {
      at += 2;
    } else if (regex.startsWith("?=", at) || regex.startsWith("?!", at)) {
      at += 2;
      takesText = false;
    } else if (regex.startsWith("?<=", at) || regex.startsWith("?<!", at)) {
      at += 3;
      takesText = false;
    } else if (regex.startsWith("?", at)) {
      throw refuse(
          "only (?: (?> (?= (?! (?<= (?<! groups are understood; name fields as %{NAME:field}, write"
              + " case variants as (?:Foo|foo)");
    }
    Piece inside = choice();
    if (at >= regex.length()) {
      throw refuse("( without )");
    }
    at++;
    return takesText ? inside : new Piece.Nothing();
  }

  private Piece characterClass() {
    boolean negated = regex.startsWith("^", at);
    int depth = 1;
    if (negated) {
      at++;
    }
    if (regex.startsWith("]", at)) {
      at++;
    }
    boolean wide = negated;
    while (at < regex.length()) {
      char c = regex.charAt(at++);
      if (c == '\\') {
        wide |= at < regex.length() && "SDWHV".indexOf(regex.charAt(at)) >= 0;
        at++;
      } else if (c == '[') {
        depth++;
      } else if (c == ']' && --depth == 0) {
        return new Piece.OneOf(wide);
      }
    }
    throw refuse("[ without ]");
  }

  private Piece escape() {
    if (at >= regex.length()) {
      throw refuse("\\ at the end");
    }
    char c = regex.charAt(at++);
    if ("dswhvR".indexOf(c) >= 0) {
      return new Piece.OneOf(false);
    }
    if ("DSWHV".indexOf(c) >= 0) {
      return new Piece.OneOf(true);
    }
    if ("bBzZ".indexOf(c) >= 0) {
      return new Piece.Nothing();
    }
    if (c == 'A') {
      return new Piece.Start();
    }
    if (c == 't') {
      return new Piece.Text("\t");
    }
    if (Character.isLetterOrDigit(c)) {
      throw refuse("\\" + c + " is not understood");
    }
    return new Piece.Text(String.valueOf(c));
  }

  private Piece repeated(Piece piece) {
    if (at >= regex.length()) {
      return piece;
    }
    int min;
    int max;
    switch (regex.charAt(at)) {
      case '?' -> {
        min = 0;
        max = 1;
        at++;
      }
      case '*' -> {
        min = 0;
        max = Integer.MAX_VALUE;
        at++;
      }
      case '+' -> {
        min = 1;
        max = Integer.MAX_VALUE;
        at++;
      }
      case '{' -> {
        int end = regex.indexOf('}', at);
        String[] bounds = end < 0 ? new String[0] : regex.substring(at + 1, end).split(",", -1);
        try {
          min = Integer.parseInt(bounds[0]);
          max =
              bounds.length == 1
                  ? min
                  : bounds[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
          throw refuse("{ without bounds; write \\{ for the character");
        }
        at = end + 1;
      }
      default -> {
        return piece;
      }
    }
    boolean possessive = regex.startsWith("+", at);
    if (possessive || regex.startsWith("?", at)) {
      at++;
    }
    return new Piece.Repeat(piece, min, max, possessive);
  }

  private IllegalArgumentException refuse(String why) {
    return new IllegalArgumentException(why + " (at character " + (at + 1) + " of " + regex + ")");
  }
}
