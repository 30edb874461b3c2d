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
 * @param inputs what lines are taken from
 * @param sources a YAML file with more inputs, read again when it changes; null: there is none
 * @param naming what those inputs are called that do not say it themselves
 * @param bootstrapServers addresses of Kafka
 * @param kafka any other properties of the producer and admin clients (TLS, SASL)
 * @param topic where records go
 * @param checkpoint folder that positions are kept in
 * @param once end when all that is there has been shipped
 * @param firstYear of the first line of each source, where stamps name none; 0 when nobody said it
 * @param redaction what is taken out of every line
 * @param brokerWait how long to wait for Kafka at the start
 */
public record ShipperOptions(
    List<Input> inputs,
    @Nullable Path sources,
    SourceNaming naming,
    String bootstrapServers,
    Map<String, String> kafka,
    String topic,
    Path checkpoint,
    boolean once,
    int firstYear,
    RedactionRules redaction,
    Duration brokerWait) {

  public ShipperOptions {
    inputs = List.copyOf(inputs);
    requireNonNull(naming, "naming is null");
    requireNonNull(bootstrapServers, "bootstrapServers is null");
    kafka = Map.copyOf(kafka);
    requireNonNull(topic, "topic is null");
    requireNonNull(checkpoint, "checkpoint is null");
    requireNonNull(redaction, "redaction is null");
    requireNonNull(brokerWait, "brokerWait is null");
    if (inputs.isEmpty() && sources == null) {
      throw new IllegalArgumentException("nothing to ship: expected at least one input");
    }
  }

  /** When nobody said of which year the first lines are, nor what else to take out of lines. */
  public ShipperOptions(
      List<Input> inputs,
      @Nullable Path sources,
      SourceNaming naming,
      String bootstrapServers,
      Map<String, String> kafka,
      String topic,
      Path checkpoint,
      boolean once,
      Duration brokerWait) {
    this(
        inputs,
        sources,
        naming,
        bootstrapServers,
        kafka,
        topic,
        checkpoint,
        once,
        0,
        RedactionRules.NONE,
        brokerWait);
  }

  /** Follows paths from their beginning; waits 30 s for Kafka. */
  public static ShipperOptions of(
      List<Path> paths,
      SourceNaming naming,
      String bootstrapServers,
      String topic,
      Path checkpoint) {
    return new ShipperOptions(
        List.of(new Input.Files(paths, FileNames.ALL, naming, false)),
        null,
        naming,
        bootstrapServers,
        Map.of(),
        topic,
        checkpoint,
        false,
        0,
        RedactionRules.NONE,
        Duration.ofSeconds(30));
  }

  public ShipperOptions withOnce(boolean newOnce) {
    return new ShipperOptions(
        inputs,
        sources,
        naming,
        bootstrapServers,
        kafka,
        topic,
        checkpoint,
        newOnce,
        firstYear,
        redaction,
        brokerWait);
  }

  public ShipperOptions withFirstYear(int newFirstYear) {
    return new ShipperOptions(
        inputs,
        sources,
        naming,
        bootstrapServers,
        kafka,
        topic,
        checkpoint,
        once,
        newFirstYear,
        redaction,
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
