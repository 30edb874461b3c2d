package io.logtriage.streams;

/**
 * What became of all lines of this instance's sources, as of the last commit.
 *
 * @param pending lines of events that wait for their next line
 * @param dropped for any reason
 */
public record LineTotals(
    long in,
    long matched,
    long unmatched,
    long pending,
    long repeated,
    long dropped,
    long deadLettered) {

  /** Whether every line that came in is accounted for. */
  public boolean addsUp() {
    return in == matched + unmatched + pending + repeated + dropped + deadLettered;
  }
}
