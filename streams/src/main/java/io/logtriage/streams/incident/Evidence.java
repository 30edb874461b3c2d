package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import io.logtriage.patterns.catalogue.Clue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What findings show together: span, count, the earliest one's particulars and a few samples.
 * Bounded, and the same whatever the order in which the findings were added.
 */
final class Evidence {
  /** The earliest samples that are kept. */
  static final int FIRST_SAMPLES = 3;

  /** The latest samples that are kept. */
  static final int LAST_SAMPLES = 2;

  private static final Comparator<Sample> BY_TIME =
      Comparator.comparingLong(Sample::time)
          .thenComparing(Sample::path)
          .thenComparingLong(Sample::offset)
          .thenComparing(Sample::id);

  private long first;
  private long last;
  private long count;
  private boolean dated;
  private boolean proven;
  private Lead lead;
  private Tail tail;
  private final List<Sample> samples;
  private final Clues clues;

  /** Where the latest finding came from. */
  record Tail(long time, String host, String path) {
    private static final Comparator<Tail> ORDER =
        Comparator.comparingLong(Tail::time).thenComparing(Tail::host).thenComparing(Tail::path);

    boolean isBehind(Tail other) {
      return ORDER.compare(this, other) > 0;
    }
  }

  /** Particulars of the earliest finding; {@code id} is its content identity. */
  record Lead(
      long time,
      String id,
      String host,
      String service,
      String dataset,
      Map<String, String> fields) {

    boolean isBefore(Lead other) {
      return time != other.time ? time < other.time : id.compareTo(other.id) < 0;
    }
  }

  /**
   * @param wanted what its symptom shares with causes and effects, so what must be remembered
   */
  Evidence(Finding finding, Set<Clue> wanted) {
    this.first = finding.first();
    this.last = finding.last();
    this.count = finding.count();
    this.dated = !finding.undated();
    this.proven = !finding.fields().containsKey(Finding.SUSPECTED);
    this.lead =
        new Lead(
            finding.first(),
            finding.id(),
            finding.host(),
            finding.service(),
            finding.dataset(),
            finding.fields());
    this.tail = new Tail(finding.last(), lead.host(), finding.path());
    this.samples = new ArrayList<>(finding.samples());
    samples.sort(BY_TIME);
    this.clues = new Clues(finding, wanted);
  }

  private Evidence(Lead lead, Tail tail, List<Sample> samples, Clues clues) {
    this.lead = lead;
    this.tail = tail;
    this.samples = samples;
    this.clues = clues;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  long count() {
    return count;
  }

  /** Whether any finding had a time of its own. */
  boolean dated() {
    return dated;
  }

  /** Whether any finding is more than a suspicion. */
  boolean proven() {
    return proven;
  }

  Evidence copy() {
    Evidence copy = new Evidence(lead, tail, new ArrayList<>(samples), clues.copy());
    copy.first = first;
    copy.last = last;
    copy.count = count;
    copy.dated = dated;
    copy.proven = proven;
    return copy;
  }

  Clues clues() {
    return clues;
  }

  Lead lead() {
    return lead;
  }

  Tail tail() {
    return tail;
  }

  /** In order of time. */
  List<Sample> samples() {
    return samples;
  }

  /** The earliest line. */
  String message() {
    return samples.isEmpty() ? "" : samples.get(0).message();
  }

  void add(Evidence other) {
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
    dated |= other.dated;
    lead = other.lead.isBefore(lead) ? other.lead : lead;
    tail = other.tail.isBehind(tail) ? other.tail : tail;
    addUndated(other);
  }

  /** Adds evidence whose times say nothing about when it happened. */
  void addUndated(Evidence other) {
    count += other.count;
    proven |= other.proven;
    clues.add(other.clues);
    for (Sample sample : other.samples) {
      addSample(sample);
    }
  }

  private void addSample(Sample sample) {
    int at = 0;
    while (at < samples.size() && BY_TIME.compare(samples.get(at), sample) <= 0) {
      at++;
    }
    samples.add(at, sample);
    if (samples.size() > FIRST_SAMPLES + LAST_SAMPLES) {
      samples.remove(FIRST_SAMPLES);
    }
  }

  void write(StateWriter out) {
    out.number(lead.time());
    out.text(lead.id());
    out.text(lead.host());
    out.text(lead.service());
    out.text(lead.dataset());
    out.map(lead.fields());
    out.number(tail.time());
    out.text(tail.host());
    out.text(tail.path());
    out.samples(samples);
    out.number(first);
    out.number(last);
    out.number(count);
    out.flag(dated);
    out.flag(proven);
    clues.write(out);
  }

  static Evidence read(StateReader in) {
    Lead lead = new Lead(in.number(), in.text(), in.text(), in.text(), in.text(), in.map());
    Tail tail = new Tail(in.number(), in.text(), in.text());
    List<Sample> samples = in.samples();
    long first = in.number();
    long last = in.number();
    long count = in.number();
    boolean dated = in.flag();
    boolean proven = in.flag();
    Evidence evidence = new Evidence(lead, tail, samples, Clues.read(in));
    evidence.first = first;
    evidence.last = last;
    evidence.count = count;
    evidence.dated = dated;
    evidence.proven = proven;
    return evidence;
  }
}
