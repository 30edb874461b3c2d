package io.logtriage.patterns.redact;

import static io.logtriage.patterns.format.Ascii.isBlank;
import static io.logtriage.patterns.format.Ascii.isDigit;
import static io.logtriage.patterns.format.Ascii.isLetter;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logtriage.patterns.format.Ascii;
import java.util.Locale;
import java.util.Set;

/**
 * What stands behind {@code authorization:}. That is a header's value, or the rest of a sentence
 * ({@code invalid authorization: acme: error: 403}), which says why something failed and stays.
 */
final class Authorization {
  private static final int LONGEST_SCHEME = 20;
  private static final int MIN_TOKEN = 8;
  private static final int MIN_LETTERS = 20;
  private static final Set<String> SCHEMES =
      Set.of(
          "basic",
          "bearer",
          "digest",
          "token",
          "negotiate",
          "ntlm",
          "apikey",
          "key",
          "jwt",
          "hawk",
          "oauth",
          "hoba",
          "mutual",
          "signature");

  private Authorization() {}

  /** The credentials in a value from {@code from} to {@code to}, as {@link Secrets#find} does. */
  static long credentials(byte[] bytes, int from, int to) {
    int end = wordEnd(bytes, from, to);
    int second = Ascii.skipBlanks(bytes, end, to);
    if (second < to && isScheme(bytes, from, end)) {
      return Secrets.range(from, to);
    }
    int marker = Ascii.indexOf(bytes, from, end, Redactor.REDACTED);
    if (marker >= 0) {
      // Taken out before: at once here, or of something else inside this word.
      return marker == from ? Secrets.range(from, end) : Secrets.NONE;
    }
    if (second == to) {
      return Secrets.range(from, to);
    }
    if (isOpaque(bytes, from, end, false)) {
      return Secrets.range(from, end);
    }
    int secondEnd = wordEnd(bytes, second, to);
    boolean named = isWord(bytes, from, end) && isOpaque(bytes, second, secondEnd, true);
    return named ? Secrets.range(from, secondEnd) : Secrets.NONE;
  }

  private static boolean isScheme(byte[] bytes, int from, int to) {
    return to - from <= LONGEST_SCHEME
        && (SCHEMES.contains(new String(bytes, from, to - from, US_ASCII).toLowerCase(Locale.ROOT))
            || Ascii.startsWith(bytes, from, to, AWS));
  }

  /** Neither a word of a sentence nor a name with a colon behind it. */
  private static boolean isOpaque(byte[] bytes, int from, int to, boolean strict) {
    boolean digit = false;
    for (int at = from; at < to; at++) {
      if (!Secrets.isTokenByte(bytes[at])) {
        return false;
      }
      digit |= isDigit(bytes[at]);
    }
    int length = to - from;
    return length >= MIN_LETTERS
        || (digit && length >= MIN_TOKEN)
        || (!strict && !isWord(bytes, from, to));
  }

  private static boolean isWord(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (!isLetter(bytes[at]) && bytes[at] != '-' && bytes[at] != '.') {
        return false;
      }
    }
    return true;
  }

  private static int wordEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static final byte[] AWS = Ascii.of("AWS4-");
}
