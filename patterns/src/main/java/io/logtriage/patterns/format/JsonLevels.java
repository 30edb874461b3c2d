package io.logtriage.patterns.format;

/** The level of a JSON object: a word, or a number of one of three scales. */
final class JsonLevels {
  private static final int LEAST_OF_SYSLOG = 7;

  private static final int ERROR_OF_SYSLOG = 3;

  private JsonLevels() {}

  static Level of(JsonValues values, byte[] source) {
    if (values.has(JsonKeys.PRIORITY)) {
      return syslog(number(values, JsonKeys.PRIORITY, source));
    }
    // Datadog's agents say it under "status".
    JsonKeys key = values.has(JsonKeys.LEVEL) ? JsonKeys.LEVEL : JsonKeys.STATUS;
    if (!values.has(key)) {
      return Level.UNKNOWN;
    }
    long number = number(values, key, source);
    if (number < 0) {
      return LevelWords.ofAny(source, values.from(key), values.to(key));
    }
    if (key == JsonKeys.STATUS) {
      return Level.UNKNOWN;
    }
    // Below that, some count verbosity instead.
    return number >= ERROR_OF_SYSLOG && number <= LEAST_OF_SYSLOG ? syslog(number) : tens(number);
  }

  /** Severities of RFC 5424, which journald and GELF use, too. */
  private static Level syslog(long severity) {
    if (severity < 0 || severity > LEAST_OF_SYSLOG) {
      return Level.UNKNOWN;
    }
    return switch ((int) severity) {
      case 0, 1, 2 -> Level.CRITICAL;
      case 3 -> Level.ERROR;
      case 4 -> Level.WARNING;
      case 7 -> Level.DEBUG;
      default -> Level.INFO;
    };
  }

  /** bunyan and pino count in tens: 30 is info, 50 error; Python's own numbers lie 10 lower. */
  private static Level tens(long number) {
    if (number < 10 || number > 60) {
      return Level.UNKNOWN;
    }
    return number >= 60
        ? Level.CRITICAL
        : number >= 50 ? Level.ERROR : number >= 40 ? Level.WARNING : Level.INFO;
  }

  private static long number(JsonValues values, JsonKeys key, byte[] source) {
    return Ascii.number(source, values.from(key), values.to(key));
  }
}
