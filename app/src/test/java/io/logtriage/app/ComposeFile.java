package io.logtriage.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml with its anchors merged and each {@code ${NAME:-default}} at its default. */
final class ComposeFile {
  private final JsonNode root;

  private ComposeFile(JsonNode root) {
    this.root = root;
  }

  static ComposeFile read() throws IOException {
    String text =
        Files.readString(Path.of("..", "docker-compose.yml"))
            .replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1");
    // Jackson's own YAML reader knows no merge keys.
    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new ComposeFile(new ObjectMapper().valueToTree(tree));
  }

  Map<String, JsonNode> services() {
    return children(root.path("services"));
  }

  /** The services that run our own program. */
  Map<String, JsonNode> ours() {
    Map<String, JsonNode> ours = services();
    ours.values().removeIf(service -> !service.has("build"));
    return ours;
  }

  JsonNode service(String name) {
    return root.path("services").path(name);
  }

  Map<String, JsonNode> volumes() {
    return children(root.path("volumes"));
  }

  static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  static Map<String, JsonNode> children(JsonNode object) {
    Map<String, JsonNode> children = new TreeMap<>();
    object.properties().forEach(child -> children.put(child.getKey(), child.getValue()));
    return children;
  }
}
