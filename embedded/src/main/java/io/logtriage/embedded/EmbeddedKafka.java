package io.logtriage.embedded;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in this process: one KRaft node that is broker and controller, on 127.0.0.1 only.
 * Topics are never created by use.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  /**
   * What to start.
   *
   * @param port where clients connect, 0 for any free one
   * @param data a folder that keeps topics and cluster id across restarts; null for a temporary one
   * @param settings added to, and replacing, our own: the names of server.properties
   */
  public record Options(int port, @Nullable Path data, Map<String, String> settings) {
    public Options {
      settings = Map.copyOf(settings);
    }

    public static Options defaults() {
      return new Options(0, null, Map.of());
    }

    public Options withPort(int port) {
      return new Options(port, data, settings);
    }

    public Options withData(@Nullable Path data) {
      return new Options(port, data, settings);
    }

    /** Clients must speak SASL_SSL, mechanism PLAIN, as this one user. */
    public Options withSecurity(LocalAuthority authority, String user, String password) {
      return new Options(port, data, BrokerProperties.secured(authority, user, password));
    }
  }

  private final Options options;
  private @Nullable Guard guard;
  private @Nullable Path temporary;
  private @Nullable DataFolderLock lock;
  private @Nullable KafkaRaftServer server;
  private int port;

  public EmbeddedKafka(Options options) {
    this.options = options;
  }

  /**
   * Returns when clients can connect.
   *
   * @throws EmbeddedServerException when the port or the data folder is in use
   */
  public synchronized EmbeddedKafka start() {
    if (server != null) {
      throw new IllegalStateException("started already");
    }
    if (options.port() != 0) {
      LocalPort.requireFree("Kafka", options.port());
    }
    Path data = dataFolder();
    try {
      lock = DataFolderLock.take(data);
      format(data);
      server = startOnAnyPort(data);
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** {@code 127.0.0.1:PORT} */
  public String bootstrapServers() {
    return LocalPort.HOST + ":" + port;
  }

  /** Stops the broker; a temporary data folder goes with it. Safe to repeat. */
  @Override
  public synchronized void close() {
    KafkaRaftServer running = server;
    server = null;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
    if (lock != null) {
      lock.close();
      lock = null;
    }
    if (temporary != null) {
      Folders.delete(temporary);
      temporary = null;
    }
    if (guard != null) {
      guard.close();
      guard = null;
    }
  }

  private Path dataFolder() {
    if (options.data() != null) {
      return Folders.kept(options.data());
    }
    Path folder = Folders.temporary("kafka");
    temporary = folder;
    guard = Guard.ofFolder(folder);
    return folder;
  }

  /**
   * The broker needs its ports' numbers beforehand, so a chosen free one may be lost to another.
   */
  private KafkaRaftServer startOnAnyPort(Path data) {
    for (int attempt = 1; ; attempt++) {
      port = options.port() == 0 ? LocalPort.free() : options.port();
      KafkaConfig config =
          new KafkaConfig(
              BrokerProperties.of(data, port, LocalPort.free(), options.settings()), false);
      KafkaRaftServer starting = new KafkaRaftServer(config, Time.SYSTEM);
      try {
        starting.startup();
        return starting;
      } catch (Exception e) {
        stopQuietly(starting, e);
        if (!isBindFailure(e)) {
          throw new EmbeddedServerException(
              "Kafka did not start on %s:%d with its data in %s: %s"
                  .formatted(LocalPort.HOST, port, data, e),
              e);
        }
        if (attempt == ATTEMPTS) {
          throw LocalPort.inUse("Kafka", port, e);
        }
      }
    }
  }

  private static void stopQuietly(KafkaRaftServer server, Exception failure) {
    try {
      server.shutdown();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static boolean isBindFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.net.BindException) {
        return true;
      }
    }
    return false;
  }

  private static void format(Path data) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      new Formatter()
          .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerProperties.NODE)
          .setDirectories(java.util.List.of(data.toString()))
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new EmbeddedServerException(
          "Kafka cannot format its data folder %s: %s %s"
              .formatted(data, e, said.toString(StandardCharsets.UTF_8)),
          e);
    }
  }
}
