package io.logtriage.patterns.unmatched;

import java.util.regex.Pattern;

/**
 * Takes out of a message what differs from event to event, so that equal troubles read the same:
 * addresses, ids, numbers, quoted values, the variable parts of paths.
 */
final class TextMask {
  /** Stands for what varies. */
  static final String GAP = "<*>";

  private static final int MAX_TEXT = 600;
  private static final int MAX_TEMPLATE = 300;

  private static final Pattern VARYING =
      Pattern.compile(
          // what no reader sees, and what could not be decoded
          "[\\p{Cc}\\p{Cf}\\uFFFD&&[^\\t]]++|"
              // what is quoted, but no apostrophe within a word
              + "(?<![\\p{L}\\p{N}])'[^'\\n]{1,400}+'(?!\\p{L})"
              + "|\"[^\"\\n]{1,400}+\""
              + "|`[^`\\n]{1,400}+`"
              // a URL, a mail address
              + "|\\b[a-zA-Z][a-zA-Z0-9+.-]{1,20}+://[^\\s,;)\\]}>\"']++"
              + "|\\b[\\w.+-]{1,64}+@[\\w.-]{1,200}+"
              // addresses of networks, with a port
              + "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?\\b"
              + "|\\[?(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){3,7}:?[0-9a-fA-F]{0,4}(?![\\w:])\\]?(?::\\d{1,5})?"
              + "|(?<![\\w:])::1(?![\\w:])"
              // uuids, hashes, ids that mix letters and digits
              + "|\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"
              + "|\\b0x[0-9a-fA-F]++\\b"
              + "|\\b(?=[a-fA-F]*[0-9])[0-9a-fA-F]{8,}+\\b"
              + "|\\b(?=[A-Za-z_-]{0,200}[0-9][A-Za-z_-]{0,200}[0-9])[A-Za-z0-9_-]{20,200}+\\b"
              // numbers with what is joined to them
              + "|[+-]?(?<![\\p{L}_\\d])\\d++(?:[.,:]\\d++)*+(?:%|[munµ]?s\\b|[KMGT]?i?B\\b)?"
              + "|\\d{3,}+");

  private static final Pattern GAPS = Pattern.compile("(?:<\\*>[-:./]?){2,}");

  private TextMask() {}

  /** One line of at most 300 characters; the same for all texts that differ in values only. */
  static String mask(String text) {
    String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    String masked = VARYING.matcher(bounded).replaceAll(gap -> replacement(gap.group()));
    masked = GAPS.matcher(masked).replaceAll(GAP);
    masked = masked.strip();
    return masked.length() > MAX_TEMPLATE ? cut(masked) : masked;
  }

  /** Quotes stay: they say where a value begins and ends. */
  private static String replacement(String found) {
    char first = found.charAt(0);
    boolean quoted = found.length() > 1 && (first == '\'' || first == '"' || first == '`');
    return quoted ? first + GAP + first : GAP;
  }

  /** Not within a gap, nor within a pair of characters that stand for one. */
  private static String cut(String masked) {
    int end = MAX_TEMPLATE;
    int gap = masked.lastIndexOf(GAP, end);
    if (gap >= 0 && gap + GAP.length() > end) {
      end = gap;
    }
    return masked.substring(0, Character.isHighSurrogate(masked.charAt(end - 1)) ? end - 1 : end);
  }
}
