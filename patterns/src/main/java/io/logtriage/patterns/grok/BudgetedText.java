package io.logtriage.patterns.grok;

/** Text that counts each look at it: the one way to stop java.util.regex from inside. */
final class BudgetedText implements CharSequence {
  private final String text;
  private final MatchBudget budget;

  BudgetedText(String text, MatchBudget budget) {
    this.text = text;
    this.budget = budget;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    budget.step();
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
