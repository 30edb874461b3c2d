package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;

/** One deployment: what is heard of it, in the order in which that is applied. */
final class Deployment {
  private final DeploymentState state;
  private final Lifetimes lifetimes;
  private final FindingIntake intake;

  /**
   * @param live whether lines come as they are written, so that those without a time happen now
   */
  Deployment(DeploymentState state, boolean live) {
    this.state = state;
    this.lifetimes = new Lifetimes(state);
    this.intake = new FindingIntake(state, lifetimes, live);
  }

  DeploymentState state() {
    return state;
  }

  Lifetimes lifetimes() {
    return lifetimes;
  }

  /**
   * Each finding moves the clock up to just before itself, so that it makes no difference how
   * findings are packed into batches.
   */
  void apply(DeploymentBatch batch, long heardAt, Changes changes) {
    FeedClocks clocks = state.clocks;
    if (batch.clock() < clocks.of(batch.feed())) {
      advance(batch.feed(), batch.clock(), heardAt, changes);
    }
    batch.recoveries().forEach(this::apply);
    state.touched.announce(clocks.now(), changes);
    for (Finding finding : batch.findings()) {
      long before = Math.min(finding.first() - 1, batch.clock());
      if (!finding.undated() && before > clocks.of(batch.feed())) {
        advance(batch.feed(), before, heardAt, changes);
      } else {
        lifetimes.run(changes);
      }
      intake.take(finding, changes);
      state.touched.announce(clocks.now(), changes);
    }
    advance(batch.feed(), batch.clock(), heardAt, changes);
    state.touched.announceAll(clocks.now(), changes);
  }

  private void advance(String feed, long clock, long heardAt, Changes changes) {
    FeedClocks clocks = state.clocks;
    if (clocks.hear(feed, clock, heardAt)) {
      state.tracks.forEachEpisode(
          episode -> {
            if (episode.announcement().notAfter(clocks.now())) {
              state.touched.add(episode);
            }
          });
    }
    lifetimes.run(changes);
  }

  /** A sign of recovery waits with its track: what it ends may come later. */
  private void apply(Recovery recovery) {
    SymptomRule rule = state.rules.rule(recovery.symptom());
    TrackKey key = new TrackKey(recovery.symptom(), recovery.group());
    Overflow overflow = state.counters.overflow();
    if (!state.tracks.isAdmitted(key)) {
      overflow.add(Bound.RECOVERY_GROUPS, 1);
      return;
    }
    Track track = state.tracks.of(key);
    long clock = state.clocks.now();
    long oldest =
        clock == FeedClocks.UNKNOWN ? Long.MIN_VALUE : clock - rule.reach() - rule.retention();
    if (track.recoveries().add(recovery.time(), oldest, overflow)) {
      state.signs.changed(key, track);
      Episode episode = track.at(recovery.time());
      if (episode != null) {
        lifetimes.settle(episode);
        state.timers.life(episode);
      }
    }
  }
}
