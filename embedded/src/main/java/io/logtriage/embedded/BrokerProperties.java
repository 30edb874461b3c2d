package io.logtriage.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a broker that is alone, starts quickly and lives in a small heap. */
final class BrokerProperties {
  static final int NODE = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  static Map<String, String> of(Path data, int port, int controllerPort) {
    Map<String, String> properties = new HashMap<>();
    properties.putAll(node(data, port, controllerPort));
    properties.putAll(ALONE);
    properties.putAll(SMALL);
    return properties;
  }

  private static Map<String, String> node(Path data, int port, int controllerPort) {
    String client = "PLAINTEXT://" + LocalPort.HOST + ":" + port;
    String controller = LocalPort.HOST + ":" + controllerPort;
    return Map.of(
        "node.id",
        Integer.toString(NODE),
        "process.roles",
        "broker,controller",
        "listeners",
        client + "," + CONTROLLER_LISTENER + "://" + controller,
        "advertised.listeners",
        client,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "controller.quorum.voters",
        NODE + "@" + controller,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name",
        "PLAINTEXT",
        "log.dirs",
        data.toString());
  }

  /** One copy of everything, and no waiting for members that will never come. */
  private static final Map<String, String> ALONE =
      Map.of(
          "default.replication.factor", "1",
          "min.insync.replicas", "1",
          "offsets.topic.replication.factor", "1",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1",
          "group.initial.rebalance.delay.ms", "0",
          "auto.create.topics.enable", "false");

  /** The cleaner's buffer alone takes 128 MB of heap otherwise. */
  private static final Map<String, String> SMALL =
      Map.of(
          "offsets.topic.num.partitions", "4",
          "transaction.state.log.num.partitions", "4",
          "num.network.threads", "2",
          "num.io.threads", "4",
          "background.threads", "2",
          "log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20),
          "transaction.state.log.segment.bytes", Integer.toString(16 << 20),
          "offsets.topic.segment.bytes", Integer.toString(16 << 20));
}
