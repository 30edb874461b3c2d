package io.logtriage.patterns.format;

/**
 * Log levels of gunicorn, nginx, Python and syslog on one scale, ordered from harmless to severe.
 *
 * <p>nginx {@code emerg}, {@code alert} and {@code crit} are {@link #CRITICAL}; {@code notice} is
 * {@link #INFO}. {@link #UNKNOWN} stands for lines that carry no level.
 */
public enum Level {
  UNKNOWN,
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  CRITICAL;

  public boolean atLeast(Level other) {
    return compareTo(other) >= 0;
  }
}
