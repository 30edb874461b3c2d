package io.logtriage.app;

import io.logtriage.patterns.files.PathPattern;
import io.logtriage.patterns.files.SourceNaming;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is known about the sources that a command reads. */
final class SourceOptions {
  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      description =
          "What fails together: incidents are grouped and linked within it (default: the host).")
  @Nullable String deployment;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "The machine that wrote the logs (default: this one).")
  @Nullable String host;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "The application's name (default: the deployment).")
  @Nullable String service;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Time zone of stamps that carry none, for instance Europe/Berlin (default: this machine's).")
  @Nullable ZoneId zone;

  @Option(
      names = "--path-pattern",
      paramLabel = "PATTERN",
      description =
          "Takes deployment and host from the path, for instance '{deployment}/{host}/**'.")
  @Nullable String pathPattern;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "The lines' format: gunicorn.error, gunicorn.access, nginx.error, nginx.access or python.log"
              + " (default: learned from the lines).")
  @Nullable String format;

  /** Who the lines are said to come from. */
  SourceNaming naming() {
    return new SourceNaming(host(), deployment, service, pattern(), zone, format);
  }

  private @Nullable PathPattern pattern() {
    try {
      return pathPattern == null ? null : PathPattern.parse(pathPattern);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailure("--path-pattern: " + wrong.getMessage(), wrong);
    }
  }

  String host() {
    return host == null ? LocalHost.NAME : host;
  }

  String deployment() {
    return deployment == null ? host() : deployment;
  }

  /** The zone of stamps that carry none. */
  ZoneId zone() {
    return zone == null ? ZoneId.systemDefault() : zone;
  }

  /** Says aloud what had to be assumed; null when nothing had. */
  @Nullable String assumption() {
    return deployment != null || pathPattern != null
        ? null
        : "deployment: " + deployment() + " (assumed, this host's name; set it with --deployment)";
  }

  private static final class LocalHost {
    static final String NAME = name();

    private static String name() {
      String fromEnvironment = System.getenv("HOSTNAME");
      if (fromEnvironment != null && !fromEnvironment.isBlank()) {
        return fromEnvironment;
      }
      try {
        return Objects.requireNonNull(InetAddress.getLocalHost().getHostName());
      } catch (UnknownHostException unnamed) {
        return "localhost";
      }
    }
  }
}
