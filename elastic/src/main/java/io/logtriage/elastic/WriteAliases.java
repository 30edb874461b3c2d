package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.logtriage.elastic.ElasticsearchFailure.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The aliases through which documents are written; each leads to one index. Not safe for use by
 * more than one thread.
 */
final class WriteAliases {
  private static final String WRITES =
      """
      {"is_write_index":true}""";

  private final ElasticsearchConnection connection;
  private final List<String> stems;
  private final Templates templates;

  /** Alias to its indices. */
  private final Map<String, Map<String, IndexIdentity>> known = new HashMap<>();

  private final Set<String> doubtful = new HashSet<>();
  private boolean lost;

  WriteAliases(ElasticsearchConnection connection, IndexNames names, Templates templates) {
    this.connection = connection;
    this.stems = List.of(names.incidentsStem(), names.taggedLogsStem(), names.parsedLogsStem());
    this.templates = templates;
  }

  boolean exists(String alias) throws IOException {
    if (known.containsKey(alias) && !doubtful.contains(alias)) {
      return true;
    }
    Map<String, IndexIdentity> indices = indices(alias);
    if (indices.isEmpty()) {
      return false;
    }
    indices.forEach(this::requireUsable);
    Map<String, IndexIdentity> before = known.put(alias, indices);
    lost |= before != null && replaced(before, indices);
    doubtful.remove(alias);
    return true;
  }

  /** An index that has its name of before, but is another. */
  private static boolean replaced(
      Map<String, IndexIdentity> before, Map<String, IndexIdentity> now) {
    return before.entrySet().stream()
        .anyMatch(
            index -> now.getOrDefault(index.getKey(), index.getValue()).isNot(index.getValue()));
  }

  /**
   * A document that its mapping does not take would become a dead letter, for no fault of its own.
   */
  private void requireUsable(String index, IndexIdentity identity) {
    if (identity.isOfOtherGeneration()) {
      throw new ElasticsearchFailure(
          Kind.REFUSED,
          "Index %s at %s has mappings of generation %d, expected %d: %s"
              .formatted(
                  index,
                  connection.where(),
                  identity.generation(),
                  Template.GENERATION,
                  identity.generation() > Template.GENERATION
                      ? "a newer logtriage made it, update this one"
                      : "index --rebuild makes it anew from the topic"));
    }
  }

  /** By name, the indices that an alias or a pattern leads to. */
  private Map<String, IndexIdentity> indices(String alias) throws IOException {
    Answer answer = connection.send("GET", "/" + alias + IndexIdentity.FILTER, null);
    if (!answer.ok() && answer.status() != 404) {
      throw refused("to say whether alias " + alias + " exists", answer, alias);
    }
    Map<String, IndexIdentity> indices = new HashMap<>();
    if (answer.ok()) {
      indices.putAll(IndexIdentity.readAll(answer));
      // Someone wrote to the name before it was an alias.
      if (indices.containsKey(alias)) {
        throw new ElasticsearchFailure(
            Kind.REFUSED,
            "Elasticsearch at %s has an index %s where an alias should be: index --rebuild puts a new one in its place"
                .formatted(connection.where(), alias));
      }
    }
    return indices;
  }

  /** Compares what is known with what is there now, whoever changed it. */
  void look() {
    try {
      Map<String, IndexIdentity> now = new HashMap<>();
      for (String stem : stems) {
        now.putAll(indices(stem + "*"));
      }
      lost |= known.values().stream().anyMatch(before -> replaced(before, now));
    } catch (IOException e) {
      throw new ElasticsearchFailure(Kind.UNREACHABLE, connection.describe(e), e);
    }
    doubtful.addAll(known.keySet());
  }

  /**
   * Whether an index with documents was lost since the last call, and a new one is in its place.
   */
  boolean takeLost() {
    boolean taken = lost;
    if (taken) {
      forget();
    }
    return taken;
  }

  /** What is known was of another cluster. */
  void forget() {
    known.clear();
    doubtful.clear();
    lost = false;
  }

  /** Creates the index behind it, unless the alias is there. */
  void ensure(String alias) throws IOException {
    if (exists(alias)) {
      return;
    }
    templates.ensure();
    String existing = newestIndex(alias);
    Answer answer =
        existing.isEmpty()
            ? connection.send(
                "PUT",
                "/" + IndexNames.firstIndex(alias),
                "{\"aliases\":{\"" + alias + "\":" + WRITES + "}}")
            : connection.send("PUT", "/" + existing + "/_alias/" + alias, WRITES);
    boolean raced = answer.errorType().equals("resource_already_exists_exception");
    if (!answer.ok() && !(raced && exists(alias))) {
      throw refused("to create the index behind alias " + alias, answer, alias);
    }
    if (!exists(alias)) {
      throw new IOException("alias " + alias + " is gone again as soon as it was made");
    }
  }

  /** The next write asks the cluster again. */
  void doubt(String alias) {
    doubtful.add(alias);
  }

  /** An index that lost its alias, empty when there is none. */
  private String newestIndex(String alias) throws IOException {
    Answer answer = connection.send("GET", "/" + alias + "-*/_alias", null);
    if (!answer.ok() && answer.status() != 404) {
      throw refused("to list indices of " + alias, answer, alias);
    }
    String newest = "";
    if (answer.ok()) {
      for (Map.Entry<String, JsonNode> index : answer.json().properties()) {
        String name = index.getKey();
        // What a rebuild left behind is hidden from readers.
        boolean hidden = !index.getValue().findPath("filter").isMissingNode();
        boolean usable = IndexNames.isIndexOf(alias, name) && !hidden;
        newest = usable && name.compareTo(newest) > 0 ? name : newest;
      }
    }
    return newest;
  }

  private ElasticsearchFailure refused(String what, Answer answer, String alias) {
    if (answer.forbidden()) {
      return connection.forbidden(answer, "create_index and manage on " + alias + "*");
    }
    Kind kind = answer.status() == 429 || answer.status() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED;
    return new ElasticsearchFailure(
        kind,
        "Elasticsearch at %s refused %s: %s".formatted(connection.where(), what, answer.reason()));
  }
}
