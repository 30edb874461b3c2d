package io.logtriage.elastic.kibana;

import io.logtriage.elastic.IndexNames;

/**
 * Ids and titles in one Kibana space: objects for one prefix or replay do not overwrite another's.
 */
record ObjectNames(IndexNames indices) {

  String id(String id) {
    return scope() + id;
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
