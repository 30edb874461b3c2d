package io.logtriage.patterns.format;

/** Durations that name their unit: {@code 12ms}, {@code 0.5 ms}, {@code duration_ms=12}. */
final class TimeUnits {
  private static final byte[] MILLIS = Ascii.of("ms");
  private static final byte[] MILLISECONDS = Ascii.of("msecs");
  private static final byte[] MICROS = Ascii.of("us");
  private static final byte[] MICRO_SIGN = {(byte) 0xc2, (byte) 0xb5, 's'};
  private static final byte[] SECONDS = Ascii.of("s");
  private static final byte[] IN_MILLIS = Ascii.of("_ms");
  private static final byte[] IN_MICROS = Ascii.of("_us");
  private static final int MOST_DIGITS = 12;

  private TimeUnits() {}

  /** Microseconds of a number with its unit behind it, or {@link RequestTime#UNKNOWN}. */
  static long micros(byte[] bytes, int from, int to) {
    int unit = numberEnd(bytes, from, to);
    return unit == from ? RequestTime.UNKNOWN : micros(bytes, from, unit, unit, to);
  }

  /** The same, with a blank between the number and the unit. */
  static long micros(byte[] bytes, int from, int to, int unitFrom, int unitTo) {
    long scale = scale(bytes, unitFrom, unitTo);
    return scale == 0 ? RequestTime.UNKNOWN : scaled(bytes, from, to, scale);
  }

  /** The value of {@code key=value}, whose key or value names the unit. */
  static long named(byte[] bytes, int from, int equal, int to) {
    long value = micros(bytes, equal + 1, to);
    if (value != RequestTime.UNKNOWN) {
      return value;
    }
    boolean letter = equal - from == 1;
    if ((letter && bytes[from] == 'M') || endsWith(bytes, from, equal, IN_MILLIS)) {
      return scaled(bytes, equal + 1, to, 1_000);
    }
    return (letter && bytes[from] == 'D') || endsWith(bytes, from, equal, IN_MICROS)
        ? scaled(bytes, equal + 1, to, 1)
        : RequestTime.UNKNOWN;
  }

  private static long scale(byte[] bytes, int from, int to) {
    if (is(bytes, from, to, MILLIS) || is(bytes, from, to, MILLISECONDS)) {
      return 1_000;
    }
    if (is(bytes, from, to, MICROS) || is(bytes, from, to, MICRO_SIGN)) {
      return 1;
    }
    return is(bytes, from, to, SECONDS) ? 1_000_000 : 0;
  }

  /** Whole digits, or digits with a point between them, times {@code scale}. */
  private static long scaled(byte[] bytes, int from, int to, long scale) {
    int point = Ascii.skipDigits(bytes, from, to);
    if (point == from || point - from > MOST_DIGITS) {
      return RequestTime.UNKNOWN;
    }
    long value = Ascii.number(bytes, from, point) * scale;
    if (point == to) {
      return value;
    }
    if (bytes[point] != '.' || point + 1 == to || Ascii.skipDigits(bytes, point + 1, to) != to) {
      return RequestTime.UNKNOWN;
    }
    long part = scale;
    for (int at = point + 1; at < to && part > 0; at++) {
      part /= 10;
      value += (bytes[at] - '0') * part;
    }
    return value;
  }

  private static int numberEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (Ascii.isDigit(bytes[at]) || bytes[at] == '.')) {
      at++;
    }
    return at;
  }

  private static boolean is(byte[] bytes, int from, int to, byte[] word) {
    return to - from == word.length && Ascii.startsWith(bytes, from, to, word);
  }

  private static boolean endsWith(byte[] bytes, int from, int to, byte[] word) {
    return to - from > word.length && Ascii.startsWith(bytes, to - word.length, to, word);
  }
}
