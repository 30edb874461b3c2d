package io.logtriage.elastic;

import io.logtriage.elastic.ElasticsearchFailure.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
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
  private final Templates templates;
  private final Set<String> known = new HashSet<>();

  WriteAliases(ElasticsearchConnection connection, Templates templates) {
    this.connection = connection;
    this.templates = templates;
  }

  boolean exists(String alias) throws IOException {
    if (known.contains(alias)) {
      return true;
    }
    Answer answer = connection.send("GET", "/_alias/" + alias, null);
    if (answer.ok()) {
      known.add(alias);
    } else if (answer.status() != 404) {
      throw refused("to say whether alias " + alias + " exists", answer, alias);
    }
    return answer.ok();
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
    known.add(alias);
  }

  /** The next write asks the cluster again. */
  void forget(String alias) {
    known.remove(alias);
  }

  /** An index that lost its alias, empty when there is none. */
  private String newestIndex(String alias) throws IOException {
    Answer answer = connection.send("GET", "/" + alias + "-*/_alias", null);
    if (!answer.ok() && answer.status() != 404) {
      throw refused("to list indices of " + alias, answer, alias);
    }
    String newest = "";
    if (answer.ok()) {
      Iterator<String> names = answer.json().fieldNames();
      while (names.hasNext()) {
        String name = names.next();
        // A day's name starts with its month's: only a generation may follow.
        boolean generation = name.matches(".*-\\d{6}") && name.length() == alias.length() + 7;
        newest = generation && name.compareTo(newest) > 0 ? name : newest;
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
