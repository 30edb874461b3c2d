package io.logtriage.elastic.kibana;

import io.logtriage.elastic.IndexNames;
import org.jspecify.annotations.Nullable;

/**
 * Ids and titles of what is put into Kibana. Objects for one prefix or replay do not overwrite
 * another's; and as Kibana gives an object a random id when another space has one of its id, which
 * no link would know, each space but the default one has ids of its own.
 *
 * @param space id of the space, null for the default one
 */
record ObjectNames(IndexNames indices, @Nullable String space) {

  String id(String id) {
    return (space == null || space.equals(KibanaSettings.DEFAULT_SPACE) ? "" : space + "-")
        + scope()
        + id;
  }

  String title(String title) {
    return scope().isEmpty() ? title : title + " (" + scope().replaceFirst("-$", "") + ")";
  }

  /** The alias behind a name without prefix. */
  String index(String name) {
    return switch (name) {
      case "incidents" -> indices.incidents();
      case "tagged-logs" -> indices.taggedLogs();
      default -> throw new IllegalArgumentException("no alias '" + name + "'");
    };
  }

  private String scope() {
    return indices.prefix()
        + (indices.replay().isEmpty() ? "" : "replay-" + indices.replay() + "-");
  }
}
