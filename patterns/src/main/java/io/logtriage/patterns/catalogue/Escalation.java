package io.logtriage.patterns.catalogue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When an incident matters more than its symptom says: by rate or by spread, any one suffices.
 *
 * @param severity what it rises to; it never falls again
 * @param count findings that suffice, 0 when the rate does not matter
 * @param within the time in which they must come
 * @param hosts machines that suffice, 0 when the spread does not matter
 */
public record Escalation(Severity severity, int count, Duration within, int hosts) {
  /** Greatest number of hosts that can be asked for: so many names are kept of an incident. */
  public static final int MAX_HOSTS = 100;

  public Escalation {
    requireNonNull(severity, "severity is null");
    requireNonNull(within, "within is null");
    if (count < 0 || hosts < 0 || hosts > MAX_HOSTS || count + hosts == 0) {
      throw new IllegalArgumentException(
          "count " + count + ", hosts " + hosts + ": expected one of them, hosts to " + MAX_HOSTS);
    }
  }
}
