package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.streams.incident.TrackerCounts;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Runs the {@link IncidentTopology}: start, check, close. */
public final class IncidentStreams implements AutoCloseable {
  /** Above this many records of lag the topology is not ready. */
  private static final long READY_LAG = 100_000;

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final StreamsOptions options;
  private final Engine engine;
  private final LagMonitor lagMonitor;
  private final IngestTime ingestTime = new IngestTime(Clock.systemUTC());
  private final Gauges gauges = new Gauges();
  private final ThreadReplacement replacement = new ThreadReplacement();
  private volatile @Nullable KafkaStreams streams;

  public IncidentStreams(StreamsOptions options, Engine engine) {
    this.options = options;
    this.engine = engine;
    this.lagMonitor =
        new LagMonitor(options.clientConfig(), options.topics().logs(), options.applicationId());
  }

  /**
   * Starts and returns; {@link #check()} tells when it runs. The topics must exist.
   *
   * @throws IllegalStateException when another instance uses the state folder, or it is not
   *     writable
   */
  public void start() {
    if (streams != null) {
      throw new IllegalStateException("started already");
    }
    IncidentTopology topology =
        new IncidentTopology(
            options.topics(),
            engine,
            lagMonitor,
            ingestTime,
            options.generation(),
            options.watch(),
            gauges,
            options.parsedLogs());
    KafkaStreams starting;
    try {
      starting =
          new KafkaStreams(
              topology.get(), options.streamsConfig(InstanceName.of(options.stateDir())));
    } catch (StreamsException | UncheckedIOException e) {
      throw new IllegalStateException(
          "the state folder "
              + options.stateDir()
              + " is not usable: another instance runs on it, or it is not writable; stop the"
              + " other one, or give another folder ("
              + e.getMessage()
              + ")",
          e);
    }
    starting.setUncaughtExceptionHandler(replacement);
    streams = starting;
    lagMonitor.start();
    starting.start();
  }

  /** How it is right now. */
  public StreamsStatus check() {
    KafkaStreams running = streams;
    List<String> reasons = new ArrayList<>();
    String state = running == null ? "NOT_STARTED" : running.state().name();
    if (running == null || running.state() != KafkaStreams.State.RUNNING) {
      reasons.add("the topology is " + state);
    }
    long lag = lagMonitor.lag();
    if (lag == LagMonitor.UNKNOWN) {
      reasons.add("the lag is not known: no answer from " + options.bootstrap());
    } else if (lag > READY_LAG) {
      reasons.add(lag + " records of " + options.topics().logs() + " wait");
    }
    String failure = replacement.last();
    if (failure != null && !reasons.isEmpty()) {
      reasons.add("last failure: " + failure);
    }
    return new StreamsStatus(state, lag, replacement.failures(), ingestTime.replaced(), reasons);
  }

  /** Why it ended and will not come back; null while it runs, or may run again. */
  public @Nullable String failure() {
    String fatal = replacement.fatal();
    KafkaStreams running = streams;
    if (fatal == null && running != null && running.state() == KafkaStreams.State.ERROR) {
      fatal = String.valueOf(replacement.last());
    }
    return fatal == null
        ? null
        : "the topology "
            + options.applicationId()
            + " at "
            + options.bootstrap()
            + " ended and cannot go on: "
            + fatal;
  }

  /** All that can be counted, in Prometheus' text form. */
  public String metrics() {
    return new MetricsPage(check(), gauges, engine.quarantined().size(), this::query).text();
  }

  /**
   * The ledger of this instance's sources as one JSON object: totals, what tracking holds and left
   * out, and each source.
   *
   * @throws IllegalStateException while the state is not at hand: before the start and while
   *     partitions move
   */
  public String ledger() {
    TrackerCounts tracking = tracking();
    return query(store -> Ledger.toJson(store, tracking));
  }

  /**
   * What tracking holds and what it left out, as of the last commit; walks over all incidents.
   *
   * @throws IllegalStateException as {@link #ledger()}
   */
  public TrackerCounts tracking() {
    return query(
        IncidentTopology.INCIDENTS,
        (ReadOnlyKeyValueStore<String, byte[]> store) ->
            TrackerCounts.of((from, to, entries) -> StoreEntries.range(store, from, to, entries)));
  }

  /**
   * The ledger's totals.
   *
   * @throws IllegalStateException as {@link #ledger()}
   */
  public LineTotals totals() {
    return query(Ledger::totals);
  }

  private <T> T query(Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> question) {
    return query(IncidentTopology.SOURCES, question);
  }

  private <K, T> T query(String name, Function<ReadOnlyKeyValueStore<K, byte[]>, T> question) {
    KafkaStreams running = streams;
    if (running == null) {
      throw new IllegalStateException("the topology is not started");
    }
    try {
      return question.apply(
          running.store(
              StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore())));
    } catch (InvalidStateStoreException e) {
      throw new IllegalStateException("the state is not at hand: " + e.getMessage(), e);
    }
  }

  /**
   * Ends the last transaction and stops, within five seconds. Leaves the group, so that the next
   * instance need not wait until this one counts as lost. Safe to repeat.
   */
  @Override
  public void close() {
    replacement.close();
    KafkaStreams running = streams;
    if (running != null) {
      running.close(
          CloseOptions.timeout(CLOSE_WITHIN)
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
    lagMonitor.close();
  }
}
