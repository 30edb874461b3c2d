package io.logtriage.patterns.catalogue;

import java.util.Locale;

/** How much an incident matters; {@link #number()} is what stands in {@code event.severity}. */
public enum Severity {
  LOW(1),
  MEDIUM(3),
  HIGH(5),
  CRITICAL(7);

  private final int number;

  Severity(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** Lower-case name, as in symptom files and documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
