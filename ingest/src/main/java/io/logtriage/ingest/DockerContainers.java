package io.logtriage.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.format.FormatHint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who wrote docker's log files: {@code config.v2.json} beside them holds the container's name and
 * its labels (docker 1.10 to 28, daemon/container).
 */
final class DockerContainers {
  private static final Logger log = LoggerFactory.getLogger(DockerContainers.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_CONFIGURATION = 4 << 20;

  private final SourceNaming naming;
  private final Map<Path, Container> known = new HashMap<>();

  DockerContainers(SourceNaming naming) {
    this.naming = naming;
  }

  private record Container(
      String name,
      @Nullable String deployment,
      @Nullable String service,
      @Nullable String format,
      Map<String, String> labels) {}

  /**
   * Whether docker's json-file driver wrote it: {@code ID-json.log}, rotated {@code .1}, gz too.
   */
  boolean isLog(Path path) {
    return String.valueOf(path.getFileName()).matches(".+-json\\.log(\\.\\d+)?(\\.gz)?");
  }

  /** The container's name as a path, to be held against patterns. */
  Path name(Path log) {
    return Path.of(container(log).name());
  }

  /** Named after the container; compose's project is the deployment, its service the service. */
  Source source(Path log) {
    Container container = container(log);
    Source base = naming.named(container.name());
    String deployment =
        naming.deployment() == null && container.deployment() != null
            ? container.deployment()
            : base.deployment();
    String service =
        naming.service() != null
            ? naming.service()
            : container.service() != null ? container.service() : container.name();
    Map<String, String> labels = new HashMap<>(container.labels());
    labels.putAll(naming.labels());
    return new Source(
        base.host(),
        base.path(),
        deployment,
        service,
        base.zone(),
        naming.format() == null ? container.format() : naming.format(),
        labels);
  }

  private Container container(Path log) {
    Path folder = log.toAbsolutePath().getParent();
    Container container = known.get(folder);
    if (container == null && folder != null) {
      container = read(folder);
      if (container != null) {
        known.put(folder, container);
      }
    }
    return container == null ? new Container(id(log), null, null, null, Map.of()) : container;
  }

  private static String id(Path log) {
    String id = String.valueOf(log.getFileName()).replaceAll("-json\\.log.*", "");
    return id.substring(0, Math.min(12, id.length()));
  }

  private static @Nullable Container read(Path folder) {
    Path file = folder.resolve("config.v2.json");
    try {
      if (!Files.exists(file) || Files.size(file) > MAX_CONFIGURATION) {
        return null;
      }
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      String name = root.path("Name").asText("").replaceFirst("^/", "");
      JsonNode labels = root.path("Config").path("Labels");
      return name.isEmpty()
          ? null
          : new Container(
              name,
              label(labels, "logtriage.deployment", "com.docker.compose.project"),
              label(labels, "logtriage.service", "com.docker.compose.service"),
              format(labels, name),
              others(labels));
    } catch (IOException e) {
      log.warn("{}: {}; the container is called by its id", file, e.toString());
      return null;
    }
  }

  private static @Nullable String format(JsonNode labels, String container) {
    String format = label(labels, "logtriage.format", "logtriage.format");
    if (format != null && !InputFormat.isKnown(format)) {
      log.warn(
          "container {}: label logtriage.format: no format '{}'; it is learned from the lines",
          container,
          format);
      return null;
    }
    return format == null ? null : new FormatHint(format, java.util.List.of()).text();
  }

  /**
   * Labels for people: docker keeps names without a dot for them, tools prefix theirs with their
   * domain (docs.docker.com, object labels).
   */
  private static Map<String, String> others(JsonNode labels) {
    Map<String, String> others = new TreeMap<>();
    labels
        .properties()
        .forEach(
            label -> {
              String name = label.getKey().replaceFirst("^logtriage\\.label\\.", "");
              if (Labels.isName(name) && label.getValue().isTextual()) {
                others.put(name, Labels.text(name, label.getValue().asText()));
              }
            });
    return others;
  }

  private static @Nullable String label(JsonNode labels, String first, String second) {
    JsonNode own = labels.path(first);
    JsonNode label = own.isTextual() ? own : labels.path(second);
    return label.isTextual() && !label.asText().isBlank() ? label.asText() : null;
  }
}
