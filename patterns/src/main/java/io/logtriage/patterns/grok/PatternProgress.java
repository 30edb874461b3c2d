package io.logtriage.patterns.grok;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How far a pattern gets in a text that it does not match: what an author wants to know.
 *
 * @param matched the longest beginning of the pattern that matches
 * @param expected the rest, which begins with what did not fit
 * @param position characters of the text that the beginning takes, where the rest would have to go
 *     on
 * @param line which line of the text that is, from 1
 */
public record PatternProgress(String matched, String expected, int position, int line) {

  /** Tries ever shorter beginnings of {@code grok}. */
  public static PatternProgress of(String grok, String text) {
    MatchBudget budget = MatchBudget.ofEvent();
    try {
      for (int cut : cuts(grok)) {
        int position = end(grok.substring(0, cut), text, budget);
        if (position >= 0) {
          return new PatternProgress(grok.substring(0, cut), grok.substring(cut), position, 1);
        }
      }
    } catch (MatchBudget.Exhausted | StackOverflowError e) {
      return new PatternProgress("", grok, 0, 1);
    }
    return new PatternProgress("", grok, 0, 1);
  }

  /** The same, told of another line. */
  public PatternProgress onLine(int newLine) {
    return new PatternProgress(matched, expected, position, newLine);
  }

  /** Where the match ends, -1 without one or when the cut parts what belongs together. */
  private static int end(String grok, String text, MatchBudget budget) {
    try {
      String regex = GrokDefinitions.builtIn().expand(grok);
      Matcher matcher = Pattern.compile(regex).matcher(new BudgetedText(text, budget));
      return matcher.find() ? matcher.end() : -1;
    } catch (PatternSyntaxException e) {
      return -1;
    }
  }

  /** Places between parts of the pattern, outside of groups, the last one first. */
  private static List<Integer> cuts(String grok) {
    List<Integer> cuts = new ArrayList<>();
    int depth = 0;
    boolean inClass = false;
    for (int i = 0; i < grok.length(); i++) {
      if (depth == 0 && !inClass && "?*+{".indexOf(grok.charAt(i)) < 0) {
        cuts.add(i);
      }
      char c = grok.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
      } else if (c == '(' || c == '{') {
        depth++;
      } else if (c == ')' || c == '}') {
        depth--;
      }
    }
    Collections.reverse(cuts);
    return cuts;
  }
}
