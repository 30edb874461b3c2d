package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import io.logtriage.patterns.Sample;
import io.logtriage.streams.incident.Incident.Status;
import io.logtriage.streams.incident.RuleBook.Dependent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that is tracked of one deployment. */
final class Deployment {
  /** Milliseconds within which a proof of one incident is one for another of its symptom. */
  static final long PROOF_WITHIN = 120_000;

  /** Tagged events written for one incident; more are only counted. */
  static final long MAX_TAGGED = 1_000;

  private static final int VERSION = 1;

  private final String name;
  private final RuleBook rules;
  private final FeedClocks clocks;
  private final Counters counters;
  private final AbsorptionMarks marks;
  private final Map<TrackKey, Track> tracks = new LinkedHashMap<>();
  private final Map<String, SymptomIndex> incidents = new HashMap<>();
  private final TimerQueue timers = new TimerQueue();
  private final Touched touched;
  private final CauseFinder causes;
  private final RecoverySigns signs = new RecoverySigns();
  private final Unexplained unexplained = new Unexplained();
  private final Silences silences;

  /** Whether findings without a time happen now, so that they belong to nothing long over. */
  private final boolean live;

  Deployment(String name, RuleBook rules, boolean live) {
    this(name, rules, live, new FeedClocks(), new Counters());
  }

  private Deployment(
      String name, RuleBook rules, boolean live, FeedClocks clocks, Counters counters) {
    this.name = name;
    this.rules = rules;
    this.live = live;
    this.silences = new Silences(rules.silence(), tracks);
    this.clocks = clocks;
    this.counters = counters;
    this.marks = new AbsorptionMarks(rules);
    CauseChoice choice = new CauseChoice(rules, incidents, counters);
    RejectedCauses rejected = new RejectedCauses(choice, incidents);
    this.touched = new Touched(name, rules.catalogue(), timers, rejected::of);
    this.causes = new CauseFinder(rules, incidents, choice, touched::add, counters);
  }

  Counters counters() {
    return counters;
  }

  /**
   * Each finding moves the clock up to just before itself, so that it makes no difference how
   * findings are packed into batches.
   */
  void apply(DeploymentBatch batch, long heardAt, Changes changes) {
    if (batch.clock() < clocks.of(batch.feed())) {
      advance(batch.feed(), batch.clock(), heardAt, changes);
    }
    for (Recovery recovery : batch.recoveries()) {
      apply(recovery);
    }
    touched.announce(clocks.now(), changes);
    for (Finding finding : batch.findings()) {
      long before = Math.min(finding.first() - 1, batch.clock());
      if (!finding.undated() && before > clocks.of(batch.feed())) {
        advance(batch.feed(), before, heardAt, changes);
      } else {
        runTimers(changes);
      }
      apply(finding, changes);
      touched.announce(clocks.now(), changes);
    }
    advance(batch.feed(), batch.clock(), heardAt, changes);
    touched.announceAll(clocks.now(), changes);
  }

  private void advance(String feed, long clock, long heardAt, Changes changes) {
    if (clocks.hear(feed, clock, heardAt)) {
      forEachEpisode(
          episode -> {
            if (episode.announcement().notAfter(clocks.now())) {
              touched.add(episode);
            }
          });
    }
    runTimers(changes);
  }

  /** A sign of recovery waits with its track: what it ends may come later. */
  private void apply(Recovery recovery) {
    SymptomRule rule = rules.rule(recovery.symptom());
    TrackKey key = new TrackKey(recovery.symptom(), recovery.group());
    Track track = tracks.computeIfAbsent(key, any -> new Track());
    long clock = clocks.now();
    long oldest =
        clock == FeedClocks.UNKNOWN ? Long.MIN_VALUE : clock - rule.reach() - rule.retention();
    if (track.recoveries().add(recovery.time(), oldest)) {
      signs.changed(key, track);
      Episode episode = track.at(recovery.time());
      if (episode != null) {
        if (episode.settle(clock)) {
          touched.add(episode);
        }
        timers.life(episode);
      }
    }
  }

  private void apply(Finding finding, Changes changes) {
    SymptomRule rule = rules.rule(finding.symptom());
    AbsorptionMarks.Mark mark = marks.explaining(finding, rule);
    if (mark != null) {
      counters.absorbed += finding.count();
      marks.remember(finding, mark.track(), clocks.now());
      Track track = tracks.get(mark.track());
      tag(finding, track == null ? null : track.at(mark.to()), changes);
      return;
    }
    TrackKey key = new TrackKey(finding.symptom(), finding.group());
    marks.remember(finding, key, clocks.now());
    Episode episode = place(finding, key, rule);
    tag(finding, episode, changes);
    for (Dependent dependent : rules.explainedBy(finding.symptom())) {
      for (TrackKey late : unexplained.of(dependent.symptom(), finding)) {
        explain(finding, episode, late, dependent.within());
      }
    }
  }

  /** Takes findings back that came before the one that explains them. */
  private void explain(Finding finding, Episode explaining, TrackKey late, long within) {
    Track track = tracks.get(late);
    String process = AbsorptionMarks.process(finding);
    if (track == null || process == null) {
      return;
    }
    for (Episode episode : track.episodes()) {
      long taken = episode.unexplain(process, finding.first(), finding.last() + within);
      if (taken > 0) {
        counters.absorbed += taken;
        explained(episode, track, explaining);
      }
    }
  }

  private void explained(Episode episode, Track track, Episode explaining) {
    SymptomIndex index = incidents.get(episode.key().symptom());
    touched.add(episode);
    if (!episode.gone()) {
      if (episode.isIncident() && index != null) {
        index.put(episode);
        causes.moved(episode);
      }
      episode.settle(clocks.now());
      timers.life(episode);
      return;
    }
    track.remove(episode);
    if (track.isEmpty() && track.recoveries().isEmpty()) {
      tracks.remove(episode.key());
    }
    if (episode.isIncident() && index != null) {
      index.removeForGood(episode);
      episode.explainedBy(explaining);
      causes.merged(episode, explaining);
    }
  }

  private Episode place(Finding finding, TrackKey key, SymptomRule rule) {
    SymptomIndex index = incidents.get(finding.symptom());
    Episode latest = index == null ? null : index.latest();
    if (finding.undated()
        && latest != null
        && latest.evidence().dated()
        && joins(finding, latest)) {
      latest.absorbUndated(new Evidence(finding, rule.clues()));
      touched.add(latest);
      return latest;
    }
    Episode incoming = Episode.of(name, key, rule, finding);
    incoming.heardBut(silences);
    Track.Placement placement = tracks.computeIfAbsent(key, any -> new Track()).place(incoming);
    signs.found(key);
    Episode episode = placement.episode();
    if (episode == incoming && isLate(finding, rule)) {
      counters.late += finding.count();
    }
    boolean opens = episode.wantsToOpen();
    if (opens) {
      episode.open();
    }
    episode.settle(clocks.now());
    touched.add(episode);
    unexplained.add(episode.processes(), key);
    if (episode.isIncident()) {
      index(episode, placement, opens);
      confirm(episode);
    }
    for (Episode absorbed : placement.absorbed()) {
      touched.add(absorbed);
    }
    timers.life(episode);
    if (silences.are(key) && (opens || !placement.absorbed().isEmpty())) {
      settleAll();
    }
    return episode;
  }

  /**
   * Whether a finding without a time belongs to the incident: in history to the latest whenever
   * that was, live only while it may still be going on.
   */
  private boolean joins(Finding undated, Episode latest) {
    long now = Math.min(undated.first(), clocks.now());
    return !live || now - latest.evidence().last() <= latest.reach();
  }

  /** A source turned out to be silent: what seemed to be over is only not heard of any more. */
  private void settleAll() {
    forEachEpisode(
        episode -> {
          if (episode.settle(clocks.now())) {
            touched.add(episode);
            timers.life(episode);
          }
        });
  }

  /** What one incident proves, others of its symptom at the same time need not only suspect. */
  private void confirm(Episode episode) {
    SymptomIndex index = incidents.get(episode.key().symptom());
    if (index == null || !rules.rule(episode.key().symptom()).suspects()) {
      return;
    }
    long from = episode.evidence().first() - PROOF_WITHIN;
    long to = episode.evidence().last() + PROOF_WITHIN;
    for (Episode other : List.copyOf(index.firstSeen(from - episode.rule().reach(), to))) {
      boolean near = other != episode && other.evidence().last() >= from;
      if (near && episode.evidence().proven() && other.confirm()) {
        touched.add(other);
      } else if (near && other.evidence().proven()) {
        episode.confirm();
      }
    }
  }

  private boolean isLate(Finding finding, SymptomRule rule) {
    return !finding.undated() && finding.last() + rule.reach() + rule.retention() < clocks.now();
  }

  private void index(Episode episode, Track.Placement placement, boolean opens) {
    SymptomIndex index =
        incidents.computeIfAbsent(episode.key().symptom(), any -> new SymptomIndex());
    placement.absorbed().forEach(index::remove);
    Episode displaced = index.put(episode);
    if (displaced != null) {
      timers.life(displaced);
    }
    for (Episode absorbed : placement.absorbed()) {
      if (absorbed.isIncident()) {
        causes.merged(absorbed, episode);
      }
    }
    if (opens) {
      causes.opened(episode);
    } else {
      causes.moved(episode);
    }
  }

  private void tag(Finding finding, @Nullable Episode episode, Changes changes) {
    String id = episode == null ? "" : episode.id();
    for (Sample sample : finding.samples()) {
      if (episode != null && !episode.tag(MAX_TAGGED)) {
        counters.untagged++;
      } else {
        changes.tagged(new TaggedEvent(name, finding, sample, id));
      }
    }
    counters.untagged += finding.count() - finding.samples().size();
    if (episode != null) {
      touched.add(episode);
    }
  }

  private void runTimers(Changes changes) {
    long clock = clocks.now();
    for (TimerQueue.Timer timer = timers.poll(clock); timer != null; timer = timers.poll(clock)) {
      if (timer.kind() == TimerQueue.Kind.ANNOUNCE) {
        touched.add(timer.episode());
      } else if (timer.episode().due() > clock) {
        timers.life(timer.episode());
      } else {
        expire(timer.episode(), changes);
      }
      touched.announce(clock, changes);
    }
  }

  private void expire(Episode episode, Changes changes) {
    if (episode.isIncident() && episode.status() == Status.OPEN) {
      episode.resolve();
      touched.add(episode);
      timers.life(episode);
      return;
    }
    if (episode.settle(clocks.now())) {
      touched.add(episode);
      timers.life(episode);
      return;
    }
    SymptomIndex index = incidents.get(episode.key().symptom());
    if (index != null && index.latest() == episode) {
      return;
    }
    forget(episode, index, changes);
  }

  private void forget(Episode episode, @Nullable SymptomIndex index, Changes changes) {
    if (!episode.isIncident()) {
      counters.unopened += episode.evidence().count();
    } else if (index != null) {
      touched.announceNow(episode, clocks.now(), changes);
      causes.forgotten(episode);
      index.remove(episode);
    }
    Track track = tracks.get(episode.key());
    if (track != null) {
      track.remove(episode);
      if (track.isEmpty()) {
        tracks.remove(episode.key());
        signs.gone(episode.key());
      }
    }
    episode.forget();
    touched.add(episode);
  }

  /** Announces whatever is still pending. */
  void flush(Changes changes) {
    forEachEpisode(episode -> touched.announceNow(episode, clocks.now(), changes));
  }

  void forEachEpisode(Consumer<Episode> action) {
    tracks.values().forEach(track -> track.forEach(action));
  }

  /** Lets go of incidents that have been closed for longer than they are kept; whether of any. */
  boolean sweep(long wall, EndedIncidents ended, Changes changes) {
    List<Episode> over = new ArrayList<>();
    forEachEpisode(
        episode -> {
          boolean closed = episode.isIncident() && episode.status() != Status.OPEN;
          if (closed && ended.isOver(episode.savedAt(), wall)) {
            over.add(episode);
          }
        });
    for (Episode episode : over) {
      SymptomIndex index = incidents.get(episode.key().symptom());
      forget(episode, index, changes);
      if (index != null) {
        index.removeForGood(episode);
      }
    }
    return !over.isEmpty();
  }

  void save(IncidentStore store, long wall, EndedIncidents ended) {
    touched.save(store, wall, ended);
    signs.save(name, tracks, store);
    marks.save((key, value) -> store.put(StoreKeys.mark(name, key), value));
    StateWriter out = new StateWriter(VERSION);
    clocks.write(out);
    counters.write(out);
    store.put(StoreKeys.deployment(name), out.toBytes());
  }

  /** The counters of a stored deployment, which stand behind its clocks. */
  static Counters countersOf(String key, byte[] bytes) {
    StateReader in = new StateReader(key, bytes, VERSION);
    FeedClocks.read(in);
    return Counters.read(in);
  }

  static Deployment read(String key, String name, byte[] bytes, RuleBook rules, boolean live) {
    StateReader in = new StateReader(key, bytes, VERSION);
    return new Deployment(name, rules, live, FeedClocks.read(in), Counters.read(in));
  }

  void restore(Episode episode) {
    episode.heardBut(silences);
    tracks.computeIfAbsent(episode.key(), any -> new Track()).restore(episode);
    if (episode.isIncident()) {
      incidents.computeIfAbsent(episode.key().symptom(), any -> new SymptomIndex()).put(episode);
    }
  }

  void restoreSigns(StateReader in) {
    TrackKey key = new TrackKey(in.text(), in.map());
    Track track = tracks.computeIfAbsent(key, any -> new Track());
    track.recoveries().read(in);
    signs.changed(key, track);
  }

  void restoreMark(String key, byte[] bytes) {
    marks.restore(key, bytes);
  }

  /** Makes again what is not stored, once everything else is read. */
  void restored() {
    forEachEpisode(
        episode -> {
          causes.restored(episode);
          unexplained.add(episode.processes(), episode.key());
          timers.life(episode);
          if (episode.isIncident() && episode.announcement().pending(episode)) {
            timers.announce(episode);
          }
        });
  }
}
