package io.logtriage.elastic;

import io.logtriage.elastic.ElasticsearchFailure.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Removes what a replay has written, and the templates it was written by. */
public final class IndexRemoval {
  private final ElasticsearchConnection connection;
  private final IndexNames names;

  /**
   * @param names of a replay: what is live is never removed
   */
  public IndexRemoval(ElasticsearchConnection connection, IndexNames names) {
    if (names.replay().isEmpty()) {
      throw new IllegalArgumentException("expected the names of a replay, found the live ones");
    }
    this.connection = connection;
    this.names = names;
  }

  /**
   * Removes all of it; what is gone already is no failure.
   *
   * @return names of the indices that were removed
   * @throws ElasticsearchFailure when the cluster does not answer, or refuses
   */
  public List<String> apply() {
    try {
      List<String> removed = new ArrayList<>();
      for (Template template : Template.of(names, 1, IndexSetup.DEFAULT_REPLICAS)) {
        for (String index : indices(template)) {
          delete("/" + index, "delete_index on " + template.indexPattern());
          removed.add(index);
        }
        delete("/_index_template/" + template.name(), "manage_index_templates");
        for (String mapping : template.mappings()) {
          delete(
              "/_component_template/" + template.componentName(mapping), "manage_index_templates");
        }
      }
      return removed;
    } catch (IOException e) {
      throw new ElasticsearchFailure(Kind.UNREACHABLE, connection.describe(e), e);
    }
  }

  /** By name: clusters refuse to delete by pattern unless told otherwise. */
  private List<String> indices(Template template) throws IOException {
    Answer answer = connection.send("GET", "/" + template.indexPattern() + "/_alias", null);
    if (answer.forbidden()) {
      throw connection.forbidden(answer, "view_index_metadata on " + template.indexPattern());
    }
    List<String> indices = new ArrayList<>();
    if (answer.ok()) {
      answer.json().fieldNames().forEachRemaining(indices::add);
    }
    return indices;
  }

  private void delete(String path, String right) throws IOException {
    Answer answer = connection.send("DELETE", path, null);
    if (answer.forbidden()) {
      throw connection.forbidden(answer, right);
    }
    if (!answer.ok() && answer.status() != 404) {
      throw new ElasticsearchFailure(
          Kind.REFUSED,
          "Elasticsearch at %s refused to delete %s: %s"
              .formatted(connection.where(), path, answer.reason()));
    }
  }
}
