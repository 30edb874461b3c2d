package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole indices whose time is over, and which no lifecycle policy takes care of. */
final class OldIndices {
  private final ElasticsearchConnection connection;
  private final IndexNames names;
  private final Retention retention;

  OldIndices(ElasticsearchConnection connection, IndexNames names, Retention retention) {
    this.connection = connection;
    this.names = names;
    this.retention = retention;
  }

  /**
   * Deletes them.
   *
   * @param now epoch milliseconds
   * @return their names
   * @throws IOException when the cluster does not answer, or refuses
   */
  List<String> drop(long now) throws IOException {
    List<String> dropped = new ArrayList<>();
    for (String index : find(names.incidentsStem(), retention.incidents(), now)) {
      drop(index, dropped);
    }
    for (String index : find(names.taggedLogsStem(), retention.taggedLogs(), now)) {
      drop(index, dropped);
    }
    for (String index : find(names.parsedLogsStem(), retention.parsedLogs(), now)) {
      drop(index, dropped);
    }
    return dropped;
  }

  private List<String> find(String stem, Duration kept, long now) throws IOException {
    String path =
        "/"
            + stem
            + "*/_settings?filter_path=*.settings.index.creation_date,*.settings.index.lifecycle.name";
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> index : checked(connection.send("GET", path, null))) {
      long created = index.getValue().at("/settings/index/creation_date").asLong(now);
      long end = Math.max(names.endOf(index.getKey()).orElse(now), created);
      boolean managed = index.getValue().at("/settings/index/lifecycle").has("name");
      if (!managed && end + kept.toMillis() < now) {
        found.add(index.getKey());
      }
    }
    return found;
  }

  private void drop(String index, List<String> dropped) throws IOException {
    Answer answer = connection.send("DELETE", "/" + index, null);
    // Two indexers may both find it old.
    if (answer.status() != 404) {
      checked(answer);
      dropped.add(index);
    }
  }

  private static Iterable<Map.Entry<String, JsonNode>> checked(Answer answer) throws IOException {
    if (!answer.ok()) {
      throw new IOException(answer.reason());
    }
    return answer.json().properties();
  }
}
