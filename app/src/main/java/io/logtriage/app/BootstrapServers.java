package io.logtriage.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of the hosts in Kafka's bootstrap servers.
 *
 * @param text as the user wrote it
 */
record BootstrapServers(String text, List<String> hosts) {
  private static final Pattern SERVER =
      Pattern.compile("(?:[A-Z_]+://)?(\\[[0-9a-fA-F:.%]+]|[^\\s:/\\[\\]]+):(\\d{1,5})");
  private static final Duration BETWEEN = Duration.ofMillis(300);

  BootstrapServers {
    hosts = List.copyOf(hosts);
  }

  static BootstrapServers parse(String text) {
    return new BootstrapServers(
        text, Stream.of(text.split(",", -1)).map(server -> host(text, server.strip())).toList());
  }

  private static String host(String text, String server) {
    Matcher matcher = SERVER.matcher(server);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
      throw new WrongUsage(
          "--kafka: expected HOST:PORT, or several with commas between, found '" + text + "'");
    }
    return matcher.group(1);
  }

  /** Waits until one of the names is known. */
  void awaitResolved(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (hosts.stream().noneMatch(BootstrapServers::isKnown)) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        throw new CommandFailure(
            "no host named "
                + String.join(", ", hosts)
                + " after "
                + patience.toSeconds()
                + " s: check the name (--kafka "
                + text
                + ") and this machine's name service");
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private static boolean isKnown(String host) {
    try {
      return InetAddress.getAllByName(host).length > 0;
    } catch (UnknownHostException notYet) {
      return false;
    }
  }
}
