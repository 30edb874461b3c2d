package io.logtriage.app;

import io.logtriage.patterns.health.HealthServer;
import io.logtriage.patterns.health.HealthServer.Answer;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a long-running command answers {@code /health} and {@code /ready}. */
final class HealthOptions {
  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port on 127.0.0.1 for /health and /ready (default: a free one, printed).")
  int port;

  HealthServer start(Map<String, Supplier<Answer>> pages) {
    if (port < 0 || port > 65_535) {
      throw new WrongUsage("--health-port " + port + ": expected 0 to 65535");
    }
    try {
      return new HealthServer(port, pages).start();
    } catch (UncheckedIOException inUse) {
      throw new CommandFailure("--health-port: " + inUse.getMessage(), inUse);
    }
  }
}
