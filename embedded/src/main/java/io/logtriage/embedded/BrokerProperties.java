package io.logtriage.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a broker that is alone, starts quickly and lives in a small heap. */
final class BrokerProperties {
  static final int NODE = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String CLIENT_LISTENER = "CLIENT";

  private BrokerProperties() {}

  /**
   * @param settings stronger than ours
   */
  static Map<String, String> of(
      Path data, int port, int controllerPort, Map<String, String> settings) {
    Map<String, String> properties = new HashMap<>();
    properties.putAll(node(data, port, controllerPort));
    properties.putAll(ALONE);
    properties.putAll(SMALL);
    properties.putAll(settings);
    return properties;
  }

  /** Clients, this broker itself among them, must speak TLS and give a name and a password. */
  static Map<String, String> secured(LocalAuthority authority, String user, String password) {
    String users =
        "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";".formatted(user, password);
    return Map.of(
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":SASL_SSL," + CONTROLLER_LISTENER + ":PLAINTEXT",
        "sasl.enabled.mechanisms",
        "PLAIN",
        "sasl.mechanism.inter.broker.protocol",
        "PLAIN",
        "listener.name.client.plain.sasl.jaas.config",
        users,
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.key",
        authority.serverKey(),
        "ssl.keystore.certificate.chain",
        authority.serverCertificates(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.certificates",
        authority.certificate());
  }

  private static Map<String, String> node(Path data, int port, int controllerPort) {
    String client = CLIENT_LISTENER + "://" + LocalPort.HOST + ":" + port;
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
        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
        "inter.broker.listener.name",
        CLIENT_LISTENER,
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
