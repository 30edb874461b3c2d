package io.logtriage.streams.incident;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one deployment, and how that is stored. */
final class DeploymentState {
  private static final int VERSION = 1;

  final String name;
  final RuleBook rules;
  final FeedClocks clocks;
  final Counters counters;
  final Tracks tracks;
  final Silences silences;
  final RecoverySigns signs;
  final AbsorptionMarks marks;
  final Unexplained unexplained = new Unexplained();
  final TimerQueue timers = new TimerQueue();
  final Touched touched;
  final CauseFinder causes;
  private final Map<String, SymptomIndex> incidents = new HashMap<>();

  DeploymentState(String name, RuleBook rules) {
    this(name, rules, new FeedClocks(), new Counters());
  }

  private DeploymentState(String name, RuleBook rules, FeedClocks clocks, Counters counters) {
    Overflow overflow = counters.overflow();
    this.name = name;
    this.rules = rules;
    this.clocks = clocks;
    this.counters = counters;
    this.tracks = new Tracks(overflow);
    this.silences = new Silences(rules.silence(), tracks);
    this.signs = new RecoverySigns(overflow);
    this.marks = new AbsorptionMarks(rules, overflow);
    CauseChoice choice = new CauseChoice(rules, incidents, overflow);
    RejectedCauses rejected = new RejectedCauses(choice, incidents);
    this.touched = new Touched(name, rules.catalogue(), timers, rejected::of);
    this.causes = new CauseFinder(rules, incidents, choice, touched::add, counters);
  }

  /** Incidents of a symptom; null when there was none. */
  @Nullable SymptomIndex incidents(String symptom) {
    return incidents.get(symptom);
  }

  SymptomIndex incidentsOf(String symptom) {
    return incidents.computeIfAbsent(symptom, any -> new SymptomIndex());
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

  static DeploymentState read(String key, String name, byte[] bytes, RuleBook rules) {
    StateReader in = new StateReader(key, bytes, VERSION);
    return new DeploymentState(name, rules, FeedClocks.read(in), Counters.read(in));
  }

  void restore(Episode episode) {
    episode.heardBut(silences);
    tracks.of(episode.key()).restore(episode);
    if (episode.isIncident()) {
      incidentsOf(episode.key().symptom()).put(episode);
    }
  }

  void restoreSigns(StateReader in) {
    TrackKey key = new TrackKey(in.text(), in.map());
    Track track = tracks.of(key);
    track.recoveries().read(in);
    signs.changed(key, track);
  }

  void restoreMark(String key, byte[] bytes) {
    marks.restore(key, bytes);
  }

  /** Makes again what is not stored, once everything else is read. */
  void restored() {
    tracks.forEachEpisode(
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
