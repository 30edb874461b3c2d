package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.streams.incident.Incident.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Incidents of all deployments of one task: opens, updates, links, resolves, reopens and merges
 * them. Not safe for use by more than one thread.
 *
 * <p>Which incidents there are, their counts, spans and causes' symptoms do not depend on the order
 * in which findings come, as long as they come while what they belong to is still in state: a
 * closed incident stays for its reopen window, at least an hour, of its deployment's clock. A
 * finding that comes later still opens an incident of its own, closed at once.
 */
public final class IncidentTracker {
  private final RuleBook rules;
  private final boolean live;

  /** How long closed incidents are kept, unless somebody says otherwise. */
  public static final Duration RETENTION = Duration.ofDays(400);

  private final IncidentStore store;
  private final EndedIncidents ended;
  private final Map<String, Deployment> deployments = new LinkedHashMap<>();

  /** The latest time at which anything was heard, epoch milliseconds. */
  private long wall;

  /** Reads back what {@code store} holds. */
  public IncidentTracker(Catalogue catalogue, IncidentStore store) {
    this(catalogue, store, RETENTION, false);
  }

  /**
   * Reads back what {@code store} holds, for lines that come as they are written: the time of those
   * without a date is their arrival's, while in history it says nothing.
   */
  public static IncidentTracker live(Catalogue catalogue, IncidentStore store) {
    return new IncidentTracker(catalogue, store, RETENTION, true);
  }

  /**
   * Reads back what {@code store} holds.
   *
   * @param retention how long, by the wall's clock, an incident is kept once it is closed
   */
  public IncidentTracker(Catalogue catalogue, IncidentStore store, Duration retention) {
    this(catalogue, store, retention, false);
  }

  private IncidentTracker(
      Catalogue catalogue, IncidentStore store, Duration retention, boolean live) {
    this.live = live;
    this.rules = new RuleBook(catalogue);
    this.store = store;
    this.ended = new EndedIncidents(store, retention);
    store.load(this::restore);
    deployments.values().forEach(deployment -> deployment.state().restored());
  }

  /**
   * Applies the batch's findings, then moves the deployment's clock and closes what is due.
   *
   * @param heardAt when the batch was heard, epoch milliseconds of the wall (the record's time
   *     stamp): tells feeds that fell silent from feeds that lag
   */
  public void apply(DeploymentBatch batch, long heardAt, Changes changes) {
    wall = Math.max(wall, heardAt);
    Deployment deployment = deployment(batch.deployment());
    deployment.apply(batch, heardAt, changes);
    deployment.state().save(store, wall, ended);
    if (ended.due(wall)) {
      sweep(changes);
    }
  }

  private void sweep(Changes changes) {
    for (Deployment deployment : deployments.values()) {
      if (deployment.lifetimes().sweep(wall, ended, changes)) {
        deployment.state().save(store, wall, ended);
      }
    }
    ended.sweep(wall, changes);
  }

  /** Announces every update that waits for the clock: when no more input will come. */
  public void flush(Changes changes) {
    for (Deployment deployment : deployments.values()) {
      deployment.lifetimes().flush(changes);
      deployment.state().save(store, wall, ended);
    }
  }

  /** What is held and what was left out; walks over all incidents, so for occasional use. */
  public TrackerCounts counts() {
    long[] open = new long[1];
    long[] closed = new long[1];
    Counters sum = new Counters();
    for (Deployment deployment : deployments.values()) {
      sum.add(deployment.state().counters);
      deployment
          .state()
          .tracks
          .forEachEpisode(
              episode -> {
                if (episode.isIncident()) {
                  (episode.status() == Status.OPEN ? open : closed)[0]++;
                }
              });
    }
    return sum.with(deployments.size(), open[0], closed[0]);
  }

  private Deployment deployment(String name) {
    return deployments.computeIfAbsent(
        name, key -> new Deployment(new DeploymentState(key, rules), live));
  }

  private void restore(String key, byte[] bytes) {
    if (key.startsWith(EndedIncidents.PREFIX)) {
      return;
    }
    if (key.startsWith(StoreKeys.DEPLOYMENT)) {
      String name = key.substring(StoreKeys.DEPLOYMENT.length());
      DeploymentState state = DeploymentState.read(key, name, bytes, rules);
      deployments.put(name, new Deployment(state, live));
    } else if (key.startsWith(StoreKeys.HELD) || key.startsWith(StoreKeys.INCIDENT)) {
      StateReader in = EpisodeCodec.open(key, bytes);
      String name = in.text();
      Episode episode = Episode.read(in, name, rules);
      episode.storedAs(key);
      deployment(name).state().restore(episode);
    } else if (key.startsWith(StoreKeys.RECOVERY)) {
      String name = key.substring(StoreKeys.RECOVERY.length(), key.indexOf('\0'));
      deployment(name).state().restoreSigns(RecoveryTimes.open(key, bytes));
    } else if (key.startsWith(StoreKeys.MARK)) {
      int end = key.indexOf('\0');
      String name = key.substring(StoreKeys.MARK.length(), end);
      deployment(name).state().restoreMark(key.substring(end + 1), bytes);
    } else {
      throw new IllegalStateException(
          "state entry '" + key + "': expected deployment/, held/, incident/, mark/ or recovery/");
    }
  }
}
