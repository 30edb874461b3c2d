package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.streams.incident.Incident.Status;
import java.util.List;
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
  private Evidence evidence;

  /** The same evidence in parts; null when no other symptom could explain any of it. */
  private @Nullable ExplainableParts parts;

  private boolean confirmed;
  private final CauseLinks links;
  private final EpisodeTimers timers = new EpisodeTimers();
  private final Announcement announcement;

  private RisingSeverity severity;
  private Life life;
  private OpenWindows windows;
  private OptionalLong meetsAt = OptionalLong.empty();
  private String id = "";
  private long opened;
  private long revision;
  private long tagged;
  private boolean gone;
  private long savedAt;
  private @Nullable String storedAs;

  private Episode(
      String deployment,
      TrackKey key,
      SymptomRule rule,
      Evidence evidence,
      CauseLinks links,
      Announcement announcement,
      RisingSeverity severity,
      OpenWindows windows) {
    this.deployment = deployment;
    this.key = key;
    this.rule = rule;
    this.evidence = evidence;
    this.links = links;
    this.announcement = announcement;
    this.severity = severity;
    this.windows = windows;
    this.life = new Life(key, rule);
  }

  static Episode of(String deployment, TrackKey key, SymptomRule rule, Finding finding) {
    OpenWindows windows = OpenWindows.of(finding, rule);
    Episode episode =
        new Episode(
            deployment,
            key,
            rule,
            new Evidence(finding, rule.clues()),
            new CauseLinks(),
            new Announcement(),
            RisingSeverity.of(rule, finding),
            windows);
    episode.meetsAt = windows.metAt();
    if (!rule.explainedBy().isEmpty()) {
      episode.parts = ExplainableParts.of(AbsorptionMarks.process(finding), episode.evidence);
    }
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

  Life life() {
    return life;
  }

  String deployment() {
    return deployment;
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
    return life.status();
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

  Severity severity() {
    return severity.severity();
  }

  /** It is part of the track whose findings were seen to be over at these times. */
  void recoversAt(RecoveryTimes times) {
    life.recoversAt(times);
  }

  /** Its sources were silent at these times. */
  void heardBut(Silences deploymentsSilences) {
    life.heardBut(deploymentsSilences);
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
    return life.due(evidence);
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
    life.end(evidence);
    revision++;
  }

  /** Takes in what belongs to it; what lies before it was resolved counts without reopening it. */
  void absorb(Episode other, Overflow overflow) {
    evidence.add(other.evidence);
    severity.add(other.severity);
    confirmed |= other.confirmed;
    if (parts != null && other.parts != null) {
      overflow.add(Bound.SEPARABLE_FINDINGS, parts.addAll(other.parts));
    }
    tagged += other.tagged;
    other.gone = true;
    if (!isIncident()) {
      overflow.add(Bound.HELD_TIMES, windows.addAll(other.windows));
      meetsAt = windows.metAt();
      return;
    }
    revision += other.isIncident() ? 1 : other.evidence.count();
    Long resolved = life.resolvedAt();
    if (resolved != null && other.isOpenAfter(resolved)) {
      life.reopen();
      revision++;
    } else if (resolved != null) {
      life.notBefore(other.life);
    }
    if (other.isIncident()) {
      life.takeIn(other.life, id);
      other.revision++;
    }
  }

  private boolean isOpenAfter(long resolved) {
    return isIncident() ? life.status() == Status.OPEN : evidence.last() > resolved;
  }

  /** Counts findings whose own time is unknown. */
  void absorbUndated(Evidence undated) {
    evidence.addUndated(undated);
    if (parts != null) {
      parts.addUndated(undated);
    }
    revision += undated.count();
  }

  /**
   * Sets right when a resolved incident ended, once something came late; whether that changed. A
   * sign of recovery that did not hold opens it again.
   */
  boolean settle(long clock) {
    boolean changed = life.settle(evidence, clock);
    revision += changed ? 1 : 0;
    return changed;
  }

  void forget() {
    gone = true;
  }

  /** Processes whose other symptoms may still explain findings of this episode. */
  List<String> processes() {
    return parts == null ? List.of() : parts.processes();
  }

  /** Takes out what another symptom of the same process explains; how many findings that are. */
  long unexplain(String process, long from, long to) {
    long taken = parts == null ? 0 : parts.take(process, from, to);
    if (taken > 0) {
      Evidence rest = parts.rest();
      if (rest != null) {
        evidence = rest;
      } else {
        gone = true;
      }
      revision++;
    }
    return taken;
  }

  /** Nothing of it was left unexplained: it is part of that other incident. */
  void explainedBy(Episode explaining) {
    life.mergeInto(explaining.isIncident() ? explaining.id() : null);
  }

  /** Whether its lines may also mean something else and nothing proves it yet. */
  boolean suspected() {
    return !evidence.proven() && !confirmed;
  }

  /** Something else proves what its own lines only suggest; whether that is news. */
  boolean confirm() {
    boolean news = suspected();
    confirmed = true;
    revision += news ? 1 : 0;
    return news;
  }

  /** Takes one of the places for tagged events; false when all are taken. */
  boolean tag(long limit) {
    if (tagged >= limit) {
      return false;
    }
    tagged++;
    return true;
  }

  /** Key of its entry in the store; null while it has none. */
  @Nullable String storedAs() {
    return storedAs;
  }

  void storedAs(String storeKey) {
    storedAs = storeKey;
  }

  /** When it changed last, epoch milliseconds of the wall; 0 before it was ever stored. */
  long savedAt() {
    return savedAt;
  }

  void savedAt(long wall) {
    savedAt = wall;
  }

  void write(StateWriter out) {
    out.text(key.symptom());
    out.map(key.group());
    evidence.write(out);
    links.write(out);
    announcement.write(out);
    severity.write(out);
    windows.write(out);
    out.text(id);
    out.number(opened);
    out.number(revision);
    life.write(out);
    out.number(tagged);
    out.number(savedAt);
    out.flag(confirmed);
    if (parts != null) {
      parts.write(out);
    }
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
            RisingSeverity.read(in, rule),
            OpenWindows.read(in));
    episode.id = in.text();
    episode.opened = in.number();
    episode.revision = in.number();
    episode.life = Life.read(in, key, rule);
    episode.tagged = in.number();
    episode.savedAt = in.number();
    episode.confirmed = in.flag();
    if (in.more()) {
      ExplainableParts stored = ExplainableParts.read(in);
      episode.parts = rule.explainedBy().isEmpty() ? null : stored;
    } else if (!rule.explainedBy().isEmpty()) {
      episode.parts = ExplainableParts.of(null, episode.evidence);
    }
    if (!episode.isIncident()) {
      episode.meetsAt = episode.windows.metAt();
    }
    return episode;
  }
}
