package io.logtriage.app;

import io.logtriage.patterns.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is the same wherever Kafka is: how to speak to it, and what topics are called. */
abstract sealed class KafkaConnection permits KafkaOptions, ReplayServers {
  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Properties passed to every Kafka client as they are (TLS, SASL).")
  @Nullable Path configuration;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Put before the names of topics, application and indices.")
  String prefix = "";

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description =
          "How long to wait for servers that do not answer: 30s, 5m, forever (default: ${DEFAULT-VALUE}).")
  Duration wait = Duration.ofSeconds(30);

  /** The broker's address. */
  abstract String address();

  /** Names of the live topics. */
  Topics topics() {
    try {
      return new Topics(prefix);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage("--prefix: " + wrong.getMessage(), wrong);
    }
  }

  /**
   * Waits until one of the servers' names is known: a client would give up at once on a name that
   * comes a little later, as containers' names do.
   */
  void awaitAddress() {
    BootstrapServers.parse(address()).awaitResolved(wait);
  }

  /** Settings of any Kafka client: those of the file and the bootstrap servers. */
  Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>(extra());
    client.put("bootstrap.servers", address());
    return client;
  }

  /** What {@code --kafka-config} holds. */
  Map<String, String> extra() {
    Path file = configuration;
    if (file == null) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CommandFailure(
          "--kafka-config " + file + ": cannot be read as a properties file: " + unreadable);
    }
    Map<String, String> extra = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> extra.put(name, properties.getProperty(name)));
    return extra;
  }
}
