package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * What Elasticsearch must know before the first document of one kind comes.
 *
 * @param name of the index template, and of its own mapping's component template
 * @param stem what the names of its indices start with
 * @param alias that readers use
 * @param mappings resources with field mappings, one component template each
 * @param refreshInterval how soon a written document is found
 * @param shards of each index
 * @param replicas a number, or a range that Elasticsearch fits to the nodes it has
 */
record Template(
    String name,
    String stem,
    String alias,
    List<String> mappings,
    String refreshInterval,
    int shards,
    String replicas) {

  /** Raised with every change of a mapping or setting. */
  static final int VERSION = 1;

  /** Raised when a change cannot be applied to existing indices: they want to be rebuilt. */
  static final int GENERATION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PRIORITY = 500;
  private static final List<String> REPLICAS =
      List.of("number_of_replicas", "auto_expand_replicas");

  /** What a user decides, not we. */
  private static final List<String> CHOSEN =
      List.of("number_of_shards", "number_of_replicas", "auto_expand_replicas", "lifecycle");

  static List<Template> of(IndexNames names, int shards, String replicas) {
    return List.of(
        new Template(
            names.scope() + "incidents",
            names.incidentsStem(),
            names.incidents(),
            List.of("ecs", "incidents"),
            "500ms",
            shards,
            replicas),
        new Template(
            names.scope() + "tagged-logs",
            names.taggedLogsStem(),
            names.taggedLogs(),
            List.of("ecs", "tagged-logs"),
            "1s",
            shards,
            replicas));
  }

  /** For every event, whatever it shows: so many that they may be found a little later. */
  static Template ofParsedLogs(IndexNames names, int shards, String replicas) {
    return new Template(
        names.scope() + "parsed-logs",
        names.parsedLogsStem(),
        names.parsedLogs(),
        List.of("ecs"),
        "5s",
        shards,
        replicas);
  }

  /** Lifecycle policies count from an index's creation, retention from the end of its time. */
  Duration period() {
    return alias.endsWith("incidents") ? Duration.ofDays(31) : Duration.ofDays(1);
  }

  /** How long documents of this kind are kept. */
  Duration kept(Retention retention) {
    if (alias.endsWith("incidents")) {
      return retention.incidents();
    }
    return alias.endsWith("tagged-logs") ? retention.taggedLogs() : retention.parsedLogs();
  }

  String indexPattern() {
    return stem + "*";
  }

  String componentName(String mapping) {
    return name + "-" + mapping + "-mappings";
  }

  String componentTemplate(String mapping) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("template").set("mappings", mappings(mapping));
    root.set("_meta", meta());
    return root.toString();
  }

  /** With the settings that {@code setup} would choose. */
  String indexTemplate() {
    return indexTemplate(JSON.createObjectNode());
  }

  /**
   * @param chosen settings of the index that are stronger than ours: a lifecycle, or what an
   *     earlier {@code setup} chose
   */
  String indexTemplate(JsonNode chosen) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("index_patterns").add(indexPattern());
    root.put("priority", PRIORITY);
    // A bulk delete would otherwise create an index with the name of a missing alias.
    root.put("allow_auto_create", false);
    ArrayNode parts = root.putArray("composed_of");
    mappings.forEach(mapping -> parts.add(componentName(mapping)));
    ObjectNode template = root.putObject("template");
    ObjectNode settings = template.putObject("settings").putObject("index");
    settings.put("number_of_shards", shards);
    settings.put("refresh_interval", refreshInterval);
    settings.put(replicas.contains("-") ? "auto_expand_replicas" : "number_of_replicas", replicas);
    for (String setting : CHOSEN) {
      if (chosen.has(setting)) {
        settings.remove(setting.contains("replicas") ? REPLICAS : List.of(setting));
      }
    }
    for (String setting : CHOSEN) {
      if (chosen.has(setting)) {
        settings.set(setting, chosen.get(setting));
      }
    }
    template.putObject("mappings").set("_meta", meta());
    template.putObject("aliases").putObject(alias);
    root.put("version", VERSION);
    root.set("_meta", meta().put("fingerprint", fingerprint()));
    return root.toString();
  }

  /** Field mappings of one resource, as {@code PUT _mapping} and a component template take them. */
  static ObjectNode mappings(String mapping) {
    try (InputStream in = Template.class.getResourceAsStream(mapping + ".json")) {
      if (in == null) {
        throw new IllegalStateException("resource " + mapping + ".json is not in the jar");
      }
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + mapping + ".json", e);
    }
  }

  static ObjectNode meta() {
    ObjectNode meta = JSON.createObjectNode();
    meta.put("managed_by", "logtriage");
    meta.put("version", VERSION);
    meta.put("generation", GENERATION);
    return meta;
  }

  /**
   * Changes whenever anything that is sent changes, save what a user of {@code setup} chose: an
   * indexer, who knows nothing of it, must not put its own in its place.
   */
  String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String sent = name + stem + alias + mappings + refreshInterval + meta();
      digest.update(sent.getBytes(StandardCharsets.UTF_8));
      for (String mapping : mappings) {
        digest.update(mappings(mapping).toString().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
