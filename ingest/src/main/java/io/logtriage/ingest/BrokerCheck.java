package io.logtriage.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits at the start until Kafka answers and the topic is there. */
final class BrokerCheck {
  private static final int TRY_MILLIS = 2_000;

  private BrokerCheck() {}

  /**
   * Returns once records can be sent.
   *
   * @throws ShipperException when they cannot within the time given
   */
  static void await(ShipperOptions options) throws InterruptedException {
    Map<String, Object> properties = new HashMap<>(options.kafka());
    properties.keySet().retainAll(AdminClientConfig.configNames());
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TRY_MILLIS);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TRY_MILLIS);
    long deadline = System.nanoTime() + options.brokerWait().toNanos();
    try (Admin admin = Admin.create(properties)) {
      while (true) {
        String obstacle = obstacle(admin, options);
        if (obstacle == null) {
          return;
        }
        long rest = deadline - System.nanoTime();
        if (rest <= 0) {
          throw new ShipperException(obstacle);
        }
        Thread.sleep(Math.min(500, rest / 1_000_000));
      }
    } catch (KafkaException e) {
      throw new ShipperException(
          "Kafka at "
              + options.bootstrapServers()
              + ": "
              + reason(e)
              + "; check the address"
              + " (--kafka) and the properties (--kafka-config)",
          e);
    }
  }

  private static @org.jspecify.annotations.Nullable String obstacle(
      Admin admin, ShipperOptions options) throws InterruptedException {
    try {
      admin.describeTopics(List.of(options.topic())).allTopicNames().get();
      return null;
    } catch (ExecutionException e) {
      String waited = " after " + seconds(options.brokerWait()) + " s";
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return "Kafka at "
            + options.bootstrapServers()
            + " has no topic '"
            + options.topic()
            + "'"
            + waited
            + ": create it with 'logtriage setup', or check --prefix";
      }
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        return "no Kafka at "
            + options.bootstrapServers()
            + waited
            + ": check that it runs, that the address is right (--kafka), and that this machine"
            + " may reach it";
      }
      return "Kafka at " + options.bootstrapServers() + waited + ": " + reason(e.getCause());
    }
  }

  private static long seconds(Duration duration) {
    return Math.max(1, duration.toSeconds());
  }

  private static String reason(@org.jspecify.annotations.Nullable Throwable e) {
    Throwable cause = e;
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == null ? "unknown" : String.valueOf(cause.getMessage());
  }
}
