package io.logtriage.streams.incident;

/** What tracking remembers only so much of; the oldest makes room. */
public enum Bound {
  HELD_TIMES("held-times", "an incident may open later than it should"),
  RECOVERY_SIGNS("recovery-signs", "an incident may be resolved by its quiet time"),
  RECOVERY_GROUPS("recovery-groups", "an incident may be resolved by its quiet time"),
  PROCESSES("processes", "an incident may stand beside the one that explains it"),
  PROCESS_TIMES("process-times", "an incident may stand beside the one that explains it"),
  SEPARABLE_FINDINGS("separable-findings", "a finding may stay in an incident beside its own"),
  COMPARED_CAUSES("compared-causes", "an incident may lack its cause"),
  GROUPS("groups", "further groups of the symptom share one incident");

  private final String word;
  private final String consequence;

  Bound(String word, String consequence) {
    this.word = word;
    this.consequence = consequence;
  }

  /** As in metrics and the ledger. */
  public String word() {
    return word;
  }

  /** What may come of it when there is more, for an administrator. */
  public String consequence() {
    return consequence;
  }
}
