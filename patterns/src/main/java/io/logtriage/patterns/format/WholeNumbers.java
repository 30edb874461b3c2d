package io.logtriage.patterns.format;

/**
 * The whole numbers behind a gunicorn line, of which no unit is known: {@code %(D)s} counts
 * microseconds, {@code %(M)s} milliseconds, {@code %(T)s} seconds.
 *
 * <p>One number alone is taken for microseconds, as most people configure: if it was another unit,
 * the request counts as a quick one and nothing is claimed of it. Of several, the greatest is the
 * microseconds when another one is the same time in a greater unit; else nothing is known.
 */
final class WholeNumbers {
  private static final long DAY = 86_400_000_000L;

  private WholeNumbers() {}

  /** Microseconds, or {@link RequestTime#UNKNOWN}. */
  static long micros(byte[] bytes, int from, int to) {
    long greatest = RequestTime.UNKNOWN;
    int count = 0;
    for (int at = next(bytes, from, from, to); at < to; at = next(bytes, from, at + 1, to)) {
      greatest = Math.max(greatest, number(bytes, at, to));
      count++;
    }
    return greatest <= DAY && (count == 1 || isConfirmed(bytes, from, to, greatest))
        ? greatest
        : RequestTime.UNKNOWN;
  }

  private static boolean isConfirmed(byte[] bytes, int from, int to, long micros) {
    for (int at = next(bytes, from, from, to); at < to; at = next(bytes, from, at + 1, to)) {
      long number = number(bytes, at, to);
      if (number != micros && (number == micros / 1_000 || number == micros / 1_000_000)) {
        return true;
      }
    }
    return false;
  }

  private static long number(byte[] bytes, int at, int to) {
    return Ascii.number(bytes, at, Ascii.skipDigits(bytes, at, to));
  }

  /** Where the next number begins that stands alone, {@code to} without one; quotes are skipped. */
  private static int next(byte[] bytes, int from, int start, int to) {
    int at = start;
    while (at < to) {
      if (bytes[at] == '"') {
        at = EightBytes.closingQuote(bytes, at + 1, to) + 1;
      } else if (Ascii.isDigit(bytes[at]) && (at == from || isGap(bytes[at - 1]))) {
        int end = Ascii.skipDigits(bytes, at, to);
        if ((end == to || isGap(bytes[end])) && number(bytes, at, to) >= 0) {
          return at;
        }
        at = end;
      } else {
        at++;
      }
    }
    return to;
  }

  /** {@code 3/3250017} and <code>**3/3250017**</code> are layouts that people know from Apache. */
  private static boolean isGap(byte value) {
    return value == ' ' || value == '/' || value == '*';
  }
}
