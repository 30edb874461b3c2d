package io.logtriage.app;

import picocli.CommandLine.Option;

/** How to reach Kafka; shared by every command that does. */
final class KafkaOptions extends KafkaConnection {
  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).")
  String servers = "127.0.0.1:9092";

  @Override
  String address() {
    return servers;
  }
}
