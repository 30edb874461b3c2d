package io.logtriage.streams;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.wire.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link ReplayTopology} until its input has ended and all of it is tracked. One instance
 * at a time; what it has done when it is interrupted, the next one need not do again.
 */
public final class ReplayStreams implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

  private final StreamsOptions options;
  private final int partitions;
  private final ReplayProgress progress = new ReplayProgress();
  private final ReplayTopology topology;
  private final ThreadReplacement replacement = new ThreadReplacement();
  private volatile @Nullable KafkaStreams streams;

  /**
   * @param options with the replay's own topics
   * @param partitions that the replay's topics have
   */
  public ReplayStreams(StreamsOptions options, Engine engine, int partitions, ReplayWindow window) {
    this.options = options;
    this.partitions = partitions;
    this.topology = new ReplayTopology(options.topics(), engine, partitions, window, progress);
  }

  /**
   * Starts and returns.
   *
   * @throws IllegalStateException when another instance uses the state folder, or it is not
   *     writable
   */
  public void start() {
    if (streams != null) {
      throw new IllegalStateException("started already");
    }
    try {
      KafkaStreams starting = new KafkaStreams(topology.get(), options.streamsConfig());
      starting.setUncaughtExceptionHandler(replacement);
      streams = starting;
      starting.start();
    } catch (StreamsException e) {
      throw new IllegalStateException(
          "the state folder "
              + options.stateDir()
              + " is not usable: another replay runs on it, or it is not writable ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** How far it is. */
  public ReplayStatus check() {
    KafkaStreams running = streams;
    boolean runs = running != null && running.state() == KafkaStreams.State.RUNNING;
    return new ReplayStatus(
        runs,
        progress.bytesTaken(),
        progress.findingsTracked(),
        progress.partitionsEnded() == partitions,
        progress.partitionsDone() == partitions,
        replacement.last());
  }

  /**
   * The highest line of each source that was taken, by the source's key: what a resumed replay need
   * not send again.
   *
   * @throws IllegalStateException while the state is not at hand
   */
  public Map<String, Position> positions() {
    Map<String, Position> positions = new HashMap<>();
    LiveSources.forEachStored(
        sources().all(),
        (key, stored) -> {
          List<Position> taken = stored.positions();
          if (!taken.isEmpty()) {
            positions.put(stored.source().key(), taken.get(taken.size() - 1));
          }
        });
    return positions;
  }

  /**
   * The ledger of all sources as one JSON object, as {@link IncidentStreams#ledger()}.
   *
   * @throws IllegalStateException while the state is not at hand
   */
  public String ledger() {
    return Ledger.toJson(sources());
  }

  /**
   * The ledger's totals.
   *
   * @throws IllegalStateException while the state is not at hand
   */
  public LineTotals totals() {
    return Ledger.totals(sources());
  }

  private ReadOnlyKeyValueStore<Bytes, byte[]> sources() {
    KafkaStreams running = streams;
    if (running == null) {
      throw new IllegalStateException("the replay is not started");
    }
    try {
      return running.store(
          StoreQueryParameters.fromNameAndType(
              IncidentTopology.SOURCES, QueryableStoreTypes.keyValueStore()));
    } catch (InvalidStateStoreException e) {
      throw new IllegalStateException("the state is not at hand: " + e.getMessage(), e);
    }
  }

  /** Ends the last transaction and stops. Safe to repeat. */
  @Override
  public void close() {
    replacement.close();
    KafkaStreams running = streams;
    if (running != null) {
      running.close(
          CloseOptions.timeout(CLOSE_WITHIN)
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
  }
}
