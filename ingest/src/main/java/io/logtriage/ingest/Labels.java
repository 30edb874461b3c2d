package io.logtriage.ingest;

import io.logtriage.patterns.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What may be a label of a source: it goes into a header of every record. */
public final class Labels {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w-]{0,63}");
  private static final int LONGEST = 256;

  /** What a name looks like. */
  static final String EXPECTED =
      "letters, digits, _ and -, at most 64, and neither deployment nor service";

  private Labels() {}

  /**
   * Labels as they are kept.
   *
   * @throws IllegalArgumentException when a name is none
   */
  public static Map<String, String> of(Map<String, String> given) {
    Map<String, String> labels = new TreeMap<>();
    given.forEach(
        (name, text) -> {
          if (!isName(name)) {
            throw new IllegalArgumentException(
                "'" + name + "' is no name of a label; expected " + EXPECTED);
          }
          labels.put(name, text(name, text));
        });
    return labels;
  }

  /** Whether it is a plain word, and none that means something to us. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals("deployment") && !name.equals("service");
  }

  /** A label's text, without secrets and not too long. */
  static String text(String name, String text) {
    String prefix = name + "=";
    byte[] whole = (prefix + text).getBytes(StandardCharsets.UTF_8);
    byte[] redacted = Redactor.redact(whole, 0, whole.length);
    String kept = redacted == null ? text : new String(redacted, StandardCharsets.UTF_8);
    kept = kept.startsWith(prefix) ? kept.substring(prefix.length()) : kept;
    return kept.substring(0, Math.min(LONGEST, kept.length()));
  }
}
