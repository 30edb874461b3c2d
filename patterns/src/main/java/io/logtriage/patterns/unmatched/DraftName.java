package io.logtriage.patterns.unmatched;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An id for a symptom that nobody has named yet: the first telling words of its text. */
final class DraftName {
  private static final int MOST_WORDS = 5;
  private static final int MAX_WORD = 12;
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{3,}");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final Set<String> EMPTY_WORDS =
      Set.of("the", "and", "for", "was", "with", "from", "has", "not", "error", "exception");

  private DraftName() {}

  /** Words joined by hyphens, which none of {@code taken} is. */
  static String of(String template, Set<String> taken) {
    StringBuilder name = new StringBuilder();
    Matcher word = WORD.matcher(HUMP.matcher(template).replaceAll(" "));
    for (int words = 0; words < MOST_WORDS && word.find(); ) {
      String lower = word.group().toLowerCase(Locale.ROOT);
      if (!EMPTY_WORDS.contains(lower)) {
        name.append(name.isEmpty() ? "" : "-").append(lower, 0, Math.min(lower.length(), MAX_WORD));
        words++;
      }
    }
    String plain = name.isEmpty() ? "unnamed" : name.toString();
    String free = plain;
    for (int number = 2; taken.contains(free); number++) {
      free = plain.substring(0, Math.min(plain.length(), 50)) + "-" + number;
    }
    return free;
  }
}
