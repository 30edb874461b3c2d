package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.streams.incident.Incident.Cause;
import io.logtriage.streams.incident.Incident.RejectedCause;
import io.logtriage.streams.incident.Incident.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Findings of one deployment, symptom and group without a long gap between them: held until they
 * meet the open condition, an incident from then on.
 */
final class Episode {
  /** Milliseconds for which a sign of recovery must hold without a new finding. */
  static final long RECOVERY_HELD = 60_000;

  private static final String SILENT = "source-silent";

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
  private RecoveryTimes recoveries = new RecoveryTimes();
  private Silences silences = Silences.NONE;
  private OpenWindows windows;
  private OptionalLong meetsAt = OptionalLong.empty();
  private String id = "";
  private long opened;
  private long revision;
  private Status status = Status.OPEN;
  private long reopened;
  private @Nullable Long resolvedAt;
  private @Nullable String resolvedBy;

  /** What showed that it was over, if that is why it is resolved. */
  private @Nullable Long sign;

  private @Nullable String mergedInto;
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

  Severity severity() {
    return severity.severity();
  }

  /** It is part of the track whose findings were seen to be over at these times. */
  void recoversAt(RecoveryTimes times) {
    recoveries = times;
  }

  /** Its sources were silent at these times. */
  void heardBut(Silences deploymentsSilences) {
    silences = deploymentsSilences;
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
    long end = ending().at();
    if (resolvedAt == null || end > resolvedAt) {
      return end;
    }
    return resolvedAt + rule.retention();
  }

  /** When and why it is over, if nothing more is found. */
  private record Ending(long at, @Nullable Long sign) {}

  private Ending ending() {
    Long seen = firstSign();
    long quiet = evidence.last() + rule.quiet();
    return seen != null && seen + RECOVERY_HELD < quiet
        ? new Ending(seen + RECOVERY_HELD, seen)
        : new Ending(quiet, null);
  }

  /** Where its source said nothing, that nothing was found does not mean that it is well. */
  private String reason(Ending ending) {
    if (ending.sign() != null) {
      return "evidence";
    }
    Evidence.Tail tail = evidence.tail();
    boolean known = SILENT.equals(resolvedBy) && Objects.equals(resolvedAt, ending.at());
    boolean silent =
        known
            || (!silences.are(key)
                && silences.cover(tail.host(), tail.path(), evidence.last(), ending.at()));
    return silent ? SILENT : "quiet";
  }

  private @Nullable Long firstSign() {
    OptionalLong known = recoveries.after(evidence.last());
    Long used = sign;
    if (used != null && used > evidence.last() && (known.isEmpty() || used < known.getAsLong())) {
      return used;
    }
    return known.isPresent() ? known.getAsLong() : null;
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
    end(ending());
  }

  private void end(Ending ending) {
    resolvedBy = reason(ending);
    resolvedAt = ending.at();
    sign = ending.sign();
    revision++;
  }

  private void reopen() {
    status = Status.OPEN;
    reopened++;
    resolvedAt = null;
    resolvedBy = null;
    sign = null;
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
    if (resolvedAt != null) {
      if (other.isOpenAfter(resolvedAt)) {
        reopen();
      } else if (other.resolvedAt != null) {
        resolvedAt = Math.max(resolvedAt, other.resolvedAt);
      }
    }
    if (other.isIncident()) {
      reopened += other.reopened;
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
    Long before = resolvedAt;
    if (status != Status.RESOLVED || before == null) {
      return false;
    }
    Ending ending = ending();
    if (ending.at() == before && reason(ending).equals(resolvedBy)) {
      return false;
    }
    if (ending.at() <= clock) {
      end(ending);
      return true;
    }
    if (sign != null) {
      reopen();
      return true;
    }
    return false;
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
    status = Status.MERGED;
    mergedInto = explaining.isIncident() ? explaining.id() : null;
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

  Incident toIncident(String catalogue, List<RejectedCause> rejected) {
    Evidence.Lead lead = evidence.lead();
    Map<String, String> fields = new TreeMap<>(lead.fields());
    fields.remove(Finding.SUSPECTED);
    Cause root = links.root();
    return new Incident(
        id,
        deployment,
        key.symptom(),
        key.group(),
        revision,
        status,
        severity.severity(),
        opened,
        evidence.first(),
        evidence.last(),
        evidence.count(),
        !evidence.dated(),
        reopened,
        resolvedAt,
        resolvedBy,
        mergedInto,
        lead.host(),
        lead.service(),
        lead.dataset(),
        evidence.message(),
        fields,
        evidence.samples(),
        links.cause(),
        root == null ? new Cause(id, key.symptom()) : root,
        rejected,
        suspected(),
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
    out.text(status.name());
    out.number(reopened);
    out.maybeNumber(resolvedAt);
    out.maybeText(resolvedBy);
    out.maybeNumber(sign);
    out.maybeText(mergedInto);
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
    episode.status = Status.valueOf(in.text());
    episode.reopened = in.number();
    episode.resolvedAt = in.maybeNumber();
    episode.resolvedBy = in.maybeText();
    episode.sign = in.maybeNumber();
    episode.mergedInto = in.maybeText();
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
