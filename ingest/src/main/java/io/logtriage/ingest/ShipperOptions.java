package io.logtriage.ingest;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.files.SourceNaming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to ship, and where to.
 *
 * @param paths files, folders with all below them, globs
 * @param stdin name (the source's path) for lines from standard input; null: do not read it
 * @param naming who the lines are said to come from
 * @param bootstrapServers addresses of Kafka
 * @param kafka any other properties of the producer and admin clients (TLS, SASL)
 * @param topic where records go
 * @param checkpoint folder that positions are kept in
 * @param once end when all that is there has been shipped
 * @param fromEnd at the very first start, leave out what is there already
 * @param brokerWait how long to wait for Kafka at the start
 */
public record ShipperOptions(
    List<Path> paths,
    @Nullable String stdin,
    SourceNaming naming,
    String bootstrapServers,
    Map<String, String> kafka,
    String topic,
    Path checkpoint,
    boolean once,
    boolean fromEnd,
    Duration brokerWait) {

  public ShipperOptions {
    paths = List.copyOf(paths);
    requireNonNull(naming, "naming is null");
    requireNonNull(bootstrapServers, "bootstrapServers is null");
    kafka = Map.copyOf(kafka);
    requireNonNull(topic, "topic is null");
    requireNonNull(checkpoint, "checkpoint is null");
    requireNonNull(brokerWait, "brokerWait is null");
    if (paths.isEmpty() && stdin == null) {
      throw new IllegalArgumentException("nothing to ship: expected paths or standard input");
    }
  }

  /** Follows paths from their beginning; waits 30 s for Kafka. */
  public static ShipperOptions of(
      List<Path> paths,
      SourceNaming naming,
      String bootstrapServers,
      String topic,
      Path checkpoint) {
    return new ShipperOptions(
        paths,
        null,
        naming,
        bootstrapServers,
        Map.of(),
        topic,
        checkpoint,
        false,
        false,
        Duration.ofSeconds(30));
  }

  public ShipperOptions withOnce(boolean newOnce) {
    return new ShipperOptions(
        paths,
        stdin,
        naming,
        bootstrapServers,
        kafka,
        topic,
        checkpoint,
        newOnce,
        fromEnd,
        brokerWait);
  }

  public ShipperOptions withFromEnd(boolean newFromEnd) {
    return new ShipperOptions(
        paths,
        stdin,
        naming,
        bootstrapServers,
        kafka,
        topic,
        checkpoint,
        once,
        newFromEnd,
        brokerWait);
  }

  /** Where checkpoints are kept when nobody says it: the user's folder for state. */
  public static Path defaultCheckpoint() {
    String state = System.getenv("XDG_STATE_HOME");
    Path base =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return base.resolve("logtriage").resolve("ship");
  }
}
