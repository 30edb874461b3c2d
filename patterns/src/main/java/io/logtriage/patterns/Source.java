package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where lines come from in order.
 *
 * @param host the machine that wrote them
 * @param path file path without its rotation suffix, or container, unit or stream name
 * @param deployment what fails together with this source; key of tracking and linking
 * @param service the application's name
 * @param zone the zone of time stamps that carry none, null when nobody said it
 * @param format the shipper's hint ({@link io.logtriage.patterns.format.FormatHint}), null when the
 *     format is to be learned
 * @param labels whatever else is known about it, by name: kept with what is found in its lines
 */
public record Source(
    String host,
    String path,
    String deployment,
    String service,
    @Nullable ZoneId zone,
    @Nullable String format,
    Map<String, String> labels) {

  public Source {
    requireNonNull(host, "host is null");
    requireNonNull(path, "path is null");
    requireNonNull(deployment, "deployment is null");
    requireNonNull(service, "service is null");
    labels = Map.copyOf(labels);
  }

  /** Without labels. */
  public Source(
      String host,
      String path,
      String deployment,
      String service,
      @Nullable ZoneId zone,
      @Nullable String format) {
    this(host, path, deployment, service, zone, format, Map.of());
  }

  /** The same, with the zone of stamps that carry none. */
  public Source withZone(ZoneId newZone) {
    return new Source(host, path, deployment, service, newZone, format, labels);
  }

  /** The same, with other labels. */
  public Source withLabels(Map<String, String> newLabels) {
    return new Source(host, path, deployment, service, zone, format, newLabels);
  }

  /** Key of this source's records on {@code logs}: host, colon, path. */
  public String key() {
    return host + ":" + path;
  }
}
