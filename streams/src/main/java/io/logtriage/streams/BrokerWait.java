package io.logtriage.streams;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Waits for a broker, and says what to check when none answers. */
final class BrokerWait {

  private BrokerWait() {}

  /**
   * Returns once a broker answers.
   *
   * @throws IllegalStateException when none did in time, or it refuses us
   */
  static void await(Admin admin, Map<String, ?> kafka, Duration patience)
      throws InterruptedException {
    int millis = (int) Math.min(Integer.MAX_VALUE, patience.toMillis());
    try {
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
          .clusterId()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw absent(kafka, patience, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw absent(kafka, patience, e);
      }
      throw new IllegalStateException(
          "the Kafka broker at " + address(kafka) + " refused us: " + e.getCause().getMessage(), e);
    }
  }

  static String address(Map<String, ?> kafka) {
    return String.valueOf(kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
  }

  private static IllegalStateException absent(
      Map<String, ?> kafka, Duration patience, Exception cause) {
    return new IllegalStateException(
        "no Kafka broker answered at "
            + address(kafka)
            + " within "
            + patience.toSeconds()
            + " s; check that it runs, that the address is what it advertises, and the firewall",
        cause);
  }
}
