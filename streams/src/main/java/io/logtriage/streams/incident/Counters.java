package io.logtriage.streams.incident;

/** What tracking one deployment left out or could not do as usual; kept across restarts. */
final class Counters {
  /** Findings that another symptom of the same process explains. */
  long absorbed;

  /** Findings that came when what they may have belonged to was no longer in state. */
  long late;

  /** Findings that never met their open condition. */
  long unopened;

  /** Matching events not written to tagged-logs because their incident has had its share. */
  long untagged;

  /** Changes after which not every possible effect could be asked again. */
  long unlinked;

  private Overflow overflow = new Overflow();

  Overflow overflow() {
    return overflow;
  }

  void add(Counters other) {
    absorbed += other.absorbed;
    late += other.late;
    unopened += other.unopened;
    untagged += other.untagged;
    unlinked += other.unlinked;
    overflow.addAll(other.overflow);
  }

  TrackerCounts with(long deployments, long open, long closed) {
    return new TrackerCounts(
        deployments, open, closed, absorbed, late, unopened, untagged, unlinked, overflow.byWord());
  }

  void write(StateWriter out) {
    out.number(absorbed);
    out.number(late);
    out.number(unopened);
    out.number(untagged);
    out.number(unlinked);
    overflow.write(out);
  }

  static Counters read(StateReader in) {
    Counters counters = new Counters();
    counters.absorbed = in.number();
    counters.late = in.number();
    counters.unopened = in.number();
    counters.untagged = in.number();
    counters.unlinked = in.number();
    counters.overflow = in.more() ? Overflow.read(in) : counters.overflow;
    return counters;
  }
}
