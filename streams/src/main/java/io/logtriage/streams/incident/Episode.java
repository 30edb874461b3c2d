package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.streams.incident.Incident.Status;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Findings of one deployment, symptom and group without a long gap between them: held until they
 * meet the open condition, an incident from then on.
 */
final class Episode {
  private final String deployment;
  private final TrackKey key;
  private final SymptomRule rule;
  private final Evidence evidence;
  private final CauseLinks links;
  private final EpisodeTimers timers = new EpisodeTimers();
  private final Announcement announcement;

  private OpenWindows windows;
  private OptionalLong meetsAt = OptionalLong.empty();
  private String id = "";
  private long opened;
  private long revision;
  private Status status = Status.OPEN;
  private @Nullable Long resolvedAt;
  private @Nullable String resolvedBy;
  private @Nullable String mergedInto;
  private long tagged;
  private boolean gone;
  private @Nullable String storedAs;

  private Episode(
      String deployment,
      TrackKey key,
      SymptomRule rule,
      Evidence evidence,
      CauseLinks links,
      Announcement announcement,
      OpenWindows windows) {
    this.deployment = deployment;
    this.key = key;
    this.rule = rule;
    this.evidence = evidence;
    this.links = links;
    this.announcement = announcement;
    this.windows = windows;
  }

  static Episode of(String deployment, TrackKey key, SymptomRule rule, Finding finding) {
    OpenWindows windows = OpenWindows.of(finding, rule);
    Episode episode =
        new Episode(
            deployment,
            key,
            rule,
            new Evidence(finding),
            new CauseLinks(),
            new Announcement(),
            windows);
    episode.meetsAt = windows.metAt();
    return episode;
  }

  TrackKey key() {
    return key;
  }

  SymptomRule rule() {
    return rule;
  }

  Evidence evidence() {
    return evidence;
  }

  CauseLinks links() {
    return links;
  }

  EpisodeTimers timers() {
    return timers;
  }

  Announcement announcement() {
    return announcement;
  }

  /** Empty while held. */
  String id() {
    return id;
  }

  long opened() {
    return opened;
  }

  long revision() {
    return revision;
  }

  Status status() {
    return status;
  }

  boolean isIncident() {
    return !id.isEmpty();
  }

  /** Whether the open condition is met but {@link #open} was not called yet. */
  boolean wantsToOpen() {
    return !isIncident() && meetsAt.isPresent();
  }

  /** Forgotten, merged or taken in by another: no part of the state any more. */
  boolean gone() {
    return gone;
  }

  /** How far behind its last finding another one still belongs to it. */
  long reach() {
    return isIncident() || wantsToOpen() ? rule.reach() : rule.heldReach();
  }

  /** When the deployment's clock changes it next. */
  long due() {
    if (!isIncident()) {
      return evidence.last() + rule.heldReach() + rule.retention();
    }
    return resolvedAt == null ? evidence.last() + rule.quiet() : resolvedAt + rule.retention();
  }

  void open() {
    id = ContentHash.of(deployment, key.symptom(), key.groupText(), evidence.lead().id());
    opened = meetsAt.orElse(evidence.first());
    revision = evidence.count();
    windows = new OpenWindows();
    meetsAt = OptionalLong.empty();
  }

  void changed(long changes) {
    revision += changes;
  }

  void resolve() {
    status = Status.RESOLVED;
    resolvedAt = evidence.last() + rule.quiet();
    resolvedBy = "quiet";
    revision++;
  }

  private void reopen() {
    status = Status.OPEN;
    resolvedAt = null;
    resolvedBy = null;
    revision++;
  }

  /** Takes in what belongs to it; what lies before it was resolved counts without reopening it. */
  void absorb(Episode other) {
    evidence.add(other.evidence);
    tagged += other.tagged;
    other.gone = true;
    if (!isIncident()) {
      windows.addAll(other.windows);
      meetsAt = windows.metAt();
      return;
    }
    revision += other.isIncident() ? 1 : other.evidence.count();
    if (resolvedAt != null) {
      if (other.isOpenAfter(resolvedAt)) {
        reopen();
      } else if (other.resolvedAt != null) {
        resolvedAt = Math.max(resolvedAt, other.resolvedAt);
      }
    }
    if (other.isIncident()) {
      other.status = Status.MERGED;
      other.mergedInto = id;
      other.revision++;
    }
  }

  private boolean isOpenAfter(long resolved) {
    return isIncident() ? status == Status.OPEN : evidence.last() > resolved;
  }

  /** Counts findings whose own time is unknown. */
  void absorbUndated(Evidence undated) {
    evidence.addUndated(undated);
    revision += undated.count();
  }

  /** Moves the end of a resolved incident behind findings that came late. */
  void settle(long clock) {
    long end = evidence.last() + rule.quiet();
    if (resolvedAt != null && end > resolvedAt && end <= clock) {
      resolvedAt = end;
    }
  }

  void forget() {
    gone = true;
  }

  /** Takes one of the places for tagged events; false when all are taken. */
  boolean tag(long limit) {
    if (tagged >= limit) {
      return false;
    }
    tagged++;
    return true;
  }

  Incident toIncident(String catalogue) {
    Evidence.Lead lead = evidence.lead();
    return new Incident(
        id,
        deployment,
        key.symptom(),
        key.group(),
        revision,
        status,
        opened,
        evidence.first(),
        evidence.last(),
        evidence.count(),
        resolvedAt,
        resolvedBy,
        mergedInto,
        lead.host(),
        lead.service(),
        lead.dataset(),
        evidence.message(),
        lead.fields(),
        evidence.samples(),
        links.cause(),
        links.effects(),
        links.effectCount(),
        catalogue);
  }

  /** Key of its entry in the store; null while it has none. */
  @Nullable String storedAs() {
    return storedAs;
  }

  void storedAs(String storeKey) {
    storedAs = storeKey;
  }

  void write(StateWriter out) {
    out.text(key.symptom());
    out.map(key.group());
    evidence.write(out);
    links.write(out);
    announcement.write(out);
    windows.write(out);
    out.text(id);
    out.number(opened);
    out.number(revision);
    out.text(status.name());
    out.maybeNumber(resolvedAt);
    out.maybeText(resolvedBy);
    out.maybeText(mergedInto);
    out.number(tagged);
  }

  static Episode read(StateReader in, String deployment, RuleBook rules) {
    TrackKey key = new TrackKey(in.text(), in.map());
    SymptomRule rule = rules.rule(key.symptom());
    Episode episode =
        new Episode(
            deployment,
            key,
            rule,
            Evidence.read(in),
            CauseLinks.read(in),
            Announcement.read(in),
            OpenWindows.read(in));
    episode.id = in.text();
    episode.opened = in.number();
    episode.revision = in.number();
    episode.status = Status.valueOf(in.text());
    episode.resolvedAt = in.maybeNumber();
    episode.resolvedBy = in.maybeText();
    episode.mergedInto = in.maybeText();
    episode.tagged = in.number();
    if (!episode.isIncident()) {
      episode.meetsAt = episode.windows.metAt();
    }
    return episode;
  }
}
