package io.logtriage.patterns;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a field's value separates incidents.
 *
 * <p>In paths and messages numbers, hashes and ids vary from event to event and become {@code #};
 * short numbers that are part of a word ({@code sqlite3}, {@code v1}) stay. Every other field
 * (addresses with their ports, names, modules) stays as it is.
 */
final class GroupValues {
  private static final int MAX = 200;
  private static final Set<String> VARYING =
      Set.of("url.path", "url.original", "file.path", "message", "error.message", "error.frame");
  private static final Pattern IDS =
      Pattern.compile(
          "\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"
              + "|\\b(?:0x)?(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{8,}+\\b"
              + "|(?<![\\p{Alpha}_])\\d++"
              + "|\\d{3,}+");

  private GroupValues() {}

  static String normalise(String field, String value) {
    String bounded = value.length() > 4 * MAX ? value.substring(0, 4 * MAX) : value;
    if (VARYING.contains(field)) {
      int query = field.startsWith("url.") ? bounded.indexOf('?') : -1;
      bounded = IDS.matcher(query < 0 ? bounded : bounded.substring(0, query)).replaceAll("#");
    }
    return EventText.cut(bounded, MAX);
  }
}
