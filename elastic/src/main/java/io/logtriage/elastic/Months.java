package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.elastic.ElasticsearchFailure.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which indices stand behind the write alias of a month or day, and how one takes the place of the
 * others. A new one is hidden from readers by a filter on their alias until it is whole.
 */
final class Months {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ElasticsearchConnection connection;
  private final IndexNames names;

  Months(ElasticsearchConnection connection, IndexNames names) {
    this.connection = connection;
    this.names = names;
  }

  /** Write aliases of all indices whose mappings are not of our generation. */
  Set<String> wronglyMapped() {
    Set<String> aliases = new TreeSet<>();
    for (String stem : new String[] {names.incidentsStem(), names.taggedLogsStem()}) {
      indices(stem + "*")
          .forEach(
              (index, identity) -> {
                if (identity.generation() != Template.GENERATION) {
                  aliases.add(IndexNames.writeAlias(index));
                }
              });
    }
    return aliases;
  }

  /** All that is, or was, or has taken the place of, an index behind that alias. */
  Set<String> indicesOf(String alias) {
    Set<String> found = new TreeSet<>();
    indices(alias + "*").keySet().stream()
        .filter(index -> index.equals(alias) || IndexNames.isIndexOf(alias, index))
        .forEach(found::add);
    return found;
  }

  /** An empty index that readers do not see. */
  String createHidden(String alias, String readers, Set<String> old) {
    String index = IndexNames.nextIndex(alias, old);
    ObjectNode body = JSON.createObjectNode();
    body.putObject("aliases").putObject(readers).putObject("filter").putObject("match_none");
    send("PUT", "/" + index, body, "create_index and manage on " + alias + "*");
    return index;
  }

  /**
   * Lets the alias lead to that index, unless an index that has the alias's name stands in the way.
   *
   * @return whether it does
   */
  boolean writeTo(String index, String alias, Set<String> old) {
    if (old.contains(alias)) {
      return false;
    }
    ArrayNode actions = JSON.createArrayNode();
    old.forEach(
        before ->
            actions
                .addObject()
                .putObject("remove")
                .put("index", before)
                .put("alias", alias)
                .put("must_exist", false));
    addWriteAlias(actions, index, alias);
    change(actions, alias);
    return true;
  }

  /** Shows that index to readers, and removes the old ones, at once. */
  void showInPlaceOf(String index, String alias, String readers, Set<String> old, boolean aliased) {
    ArrayNode actions = JSON.createArrayNode();
    old.forEach(before -> actions.addObject().putObject("remove_index").put("index", before));
    if (!aliased) {
      addWriteAlias(actions, index, alias);
    }
    actions.addObject().putObject("add").put("index", index).put("alias", readers);
    change(actions, alias);
  }

  /** After a failure: as if it had never been, unless there may be something in it already. */
  void dropUnlessWrittenTo(String index, String alias, RuntimeException failure) {
    try {
      if (!indices(alias).containsKey(index)) {
        connection.send("DELETE", "/" + index, null);
      }
    } catch (IOException | ElasticsearchFailure alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private static void addWriteAlias(ArrayNode actions, String index, String alias) {
    actions
        .addObject()
        .putObject("add")
        .put("index", index)
        .put("alias", alias)
        .put("is_write_index", true);
  }

  private void change(ArrayNode actions, String alias) {
    ObjectNode body = JSON.createObjectNode();
    body.set("actions", actions);
    send("POST", "/_aliases", body, "manage on " + alias + "*");
  }

  private Map<String, IndexIdentity> indices(String pattern) {
    Answer answer = perform("GET", "/" + pattern + IndexIdentity.FILTER, null);
    if (answer.status() == 404) {
      return Map.of();
    }
    check(answer, pattern, "view_index_metadata on " + pattern);
    return IndexIdentity.readAll(answer);
  }

  private void send(String method, String path, JsonNode body, String right) {
    check(perform(method, path, body.toString()), path, right);
  }

  private Answer perform(String method, String path, @Nullable String body) {
    try {
      return connection.send(method, path, body);
    } catch (IOException e) {
      throw new ElasticsearchFailure(Kind.UNREACHABLE, connection.describe(e), e);
    }
  }

  private void check(Answer answer, String what, String right) {
    if (answer.forbidden()) {
      throw connection.forbidden(answer, right);
    }
    if (!answer.ok()) {
      throw new ElasticsearchFailure(
          answer.status() == 429 || answer.status() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED,
          "Elasticsearch at %s refused %s: %s"
              .formatted(connection.where(), what, answer.reason()));
    }
  }
}
