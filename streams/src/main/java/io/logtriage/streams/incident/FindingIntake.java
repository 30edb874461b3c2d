package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import io.logtriage.streams.incident.RuleBook.Dependent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts each finding of one deployment where it belongs, and tells whom that concerns. */
final class FindingIntake {
  /** Milliseconds within which a proof of one incident is one for another of its symptom. */
  static final long PROOF_WITHIN = 120_000;

  /** Tagged events written for one incident; more are only counted. */
  static final long MAX_TAGGED = 1_000;

  private final DeploymentState state;
  private final Lifetimes lifetimes;

  /** Whether findings without a time happen now, so that they belong to nothing long over. */
  private final boolean live;

  FindingIntake(DeploymentState state, Lifetimes lifetimes, boolean live) {
    this.state = state;
    this.lifetimes = lifetimes;
    this.live = live;
  }

  void take(Finding finding, Changes changes) {
    SymptomRule rule = state.rules.rule(finding.symptom());
    AbsorptionMarks.Mark mark = state.marks.explaining(finding, rule);
    if (mark != null) {
      state.counters.absorbed += finding.count();
      state.marks.remember(finding, mark.track(), state.clocks.now());
      Track track = state.tracks.find(mark.track());
      tag(finding, track == null ? null : track.at(mark.to()), changes);
      return;
    }
    TrackKey own = new TrackKey(finding.symptom(), finding.group());
    TrackKey key = state.tracks.admit(own, finding.count());
    state.marks.remember(finding, key, state.clocks.now());
    Episode episode = place(finding, key, rule);
    tag(finding, episode, changes);
    for (Dependent dependent : state.rules.explainedBy(finding.symptom())) {
      for (TrackKey late : state.unexplained.of(dependent.symptom(), finding)) {
        explain(finding, episode, late, dependent.within());
      }
    }
  }

  private Episode place(Finding finding, TrackKey key, SymptomRule rule) {
    SymptomIndex index = state.incidents(finding.symptom());
    Episode latest = index == null ? null : index.latest();
    if (latest != null && finding.undated() && joins(finding, latest)) {
      latest.absorbUndated(new Evidence(finding, rule.clues()));
      state.touched.add(latest);
      return latest;
    }
    Episode incoming = Episode.of(state.name, key, rule, finding);
    incoming.heardBut(state.silences);
    Track.Placement placement = state.tracks.of(key).place(incoming, state.counters.overflow());
    state.signs.found(key);
    Episode episode = placement.episode();
    if (episode == incoming && isLate(finding, rule)) {
      state.counters.late += finding.count();
    }
    boolean opens = episode.wantsToOpen();
    if (opens) {
      episode.open();
    }
    episode.settle(state.clocks.now());
    state.touched.add(episode);
    state.unexplained.add(episode.processes(), key);
    if (episode.isIncident()) {
      index(episode, placement, opens);
      confirm(episode);
    }
    placement.absorbed().forEach(state.touched::add);
    state.timers.life(episode);
    if (state.silences.are(key) && (opens || !placement.absorbed().isEmpty())) {
      lifetimes.settleAll();
    }
    return episode;
  }

  /**
   * Whether a finding without a time belongs to the incident: in history to the latest whenever
   * that was, live only while it may still be going on.
   */
  private boolean joins(Finding undated, Episode latest) {
    long now = Math.min(undated.first(), state.clocks.now());
    return latest.evidence().dated() && (!live || now - latest.evidence().last() <= latest.reach());
  }

  private boolean isLate(Finding finding, SymptomRule rule) {
    return !finding.undated()
        && finding.last() + rule.reach() + rule.retention() < state.clocks.now();
  }

  private void index(Episode episode, Track.Placement placement, boolean opens) {
    SymptomIndex index = state.incidentsOf(episode.key().symptom());
    placement.absorbed().forEach(index::remove);
    Episode displaced = index.put(episode);
    if (displaced != null) {
      state.timers.life(displaced);
    }
    for (Episode absorbed : placement.absorbed()) {
      if (absorbed.isIncident()) {
        state.causes.merged(absorbed, episode);
      }
    }
    if (opens) {
      state.causes.opened(episode);
    } else {
      state.causes.moved(episode);
    }
  }

  /** What one incident proves, others of its symptom at the same time need not only suspect. */
  private void confirm(Episode episode) {
    SymptomIndex index = state.incidents(episode.key().symptom());
    if (index == null || !episode.rule().suspects()) {
      return;
    }
    long from = episode.evidence().first() - PROOF_WITHIN;
    long to = episode.evidence().last() + PROOF_WITHIN;
    for (Episode other : List.copyOf(index.firstSeen(from - episode.rule().reach(), to))) {
      boolean near = other != episode && other.evidence().last() >= from;
      if (near && episode.evidence().proven() && other.confirm()) {
        state.touched.add(other);
      } else if (near && other.evidence().proven()) {
        episode.confirm();
      }
    }
  }

  private void tag(Finding finding, @Nullable Episode episode, Changes changes) {
    String id = episode == null ? "" : episode.id();
    for (Sample sample : finding.samples()) {
      if (episode != null && !episode.tag(MAX_TAGGED)) {
        state.counters.untagged++;
      } else {
        changes.tagged(new TaggedEvent(state.name, finding, sample, id));
      }
    }
    state.counters.untagged += finding.count() - finding.samples().size();
    if (episode != null) {
      state.touched.add(episode);
    }
  }

  /** Takes findings back that came before the one that explains them. */
  private void explain(Finding finding, Episode explaining, TrackKey late, long within) {
    Track track = state.tracks.find(late);
    String process = AbsorptionMarks.process(finding);
    if (track == null || process == null) {
      return;
    }
    for (Episode episode : track.episodes()) {
      long taken = episode.unexplain(process, finding.first(), finding.last() + within);
      if (taken > 0) {
        state.counters.absorbed += taken;
        explained(episode, track, explaining);
      }
    }
  }

  private void explained(Episode episode, Track track, Episode explaining) {
    SymptomIndex index = state.incidents(episode.key().symptom());
    state.touched.add(episode);
    if (!episode.gone()) {
      if (episode.isIncident() && index != null) {
        index.put(episode);
        state.causes.moved(episode);
      }
      episode.settle(state.clocks.now());
      state.timers.life(episode);
      return;
    }
    track.remove(episode);
    if (track.isEmpty() && track.recoveries().isEmpty()) {
      state.tracks.remove(episode.key());
    }
    if (episode.isIncident() && index != null) {
      index.removeForGood(episode);
      episode.explainedBy(explaining);
      state.causes.merged(episode, explaining);
    }
  }
}
