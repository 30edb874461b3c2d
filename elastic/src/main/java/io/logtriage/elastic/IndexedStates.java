package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.elastic.ElasticsearchFailure.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every document of an index or alias, page by page from one point in time. */
final class IndexedStates {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1_000;
  private static final String KEPT = "5m";

  private final ElasticsearchConnection connection;

  IndexedStates(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  /**
   * @param states id to what readers find
   * @param repeated ids that they find more than once
   */
  record Found(Map<String, DocumentState> states, Set<String> repeated) {}

  /**
   * @param from index or alias; one that is not there holds nothing
   * @throws ElasticsearchFailure when the cluster does not answer, or refuses
   */
  Found read(String from) {
    try {
      if (connection.send("HEAD", "/" + from, null).status() == 404) {
        return new Found(Map.of(), Set.of());
      }
      send(from, "POST", "/" + from + "/_refresh", null);
      String path = "/" + from + "/_pit?keep_alive=" + KEPT;
      String pointInTime = send(from, "POST", path, null).path("id").asText();
      try {
        return pages(from, pointInTime);
      } finally {
        close(pointInTime);
      }
    } catch (IOException e) {
      throw new ElasticsearchFailure(Kind.UNREACHABLE, connection.describe(e), e);
    }
  }

  private Found pages(String from, String pointInTime) throws IOException {
    Found found = new Found(new HashMap<>(), new HashSet<>());
    ObjectNode search = JSON.createObjectNode();
    search.put("size", PAGE).put("version", true).put("track_total_hits", false);
    search.putObject("pit").put("id", pointInTime).put("keep_alive", KEPT);
    search.putArray("sort").add("_shard_doc");
    while (true) {
      JsonNode hits = send(from, "POST", "/_search", search.toString()).at("/hits/hits");
      if (hits.isEmpty()) {
        return found;
      }
      for (JsonNode hit : hits) {
        keep(hit, found);
        search.set("search_after", hit.path("sort"));
      }
    }
  }

  private static void keep(JsonNode hit, Found found) {
    String id = hit.path("_id").asText();
    DocumentState state =
        new DocumentState(
            hit.path("_index").asText(),
            hit.path("_version").asLong(),
            DocumentState.digest(hit.path("_source")));
    if (found.states().put(id, state) != null) {
      found.repeated().add(id);
    }
  }

  /** It would end by itself. */
  private void close(String pointInTime) throws IOException {
    String body = JSON.createObjectNode().put("id", pointInTime).toString();
    connection.send("DELETE", "/_pit", body);
  }

  private JsonNode send(String from, String method, String path, @Nullable String body)
      throws IOException {
    Answer answer = connection.send(method, path, body);
    if (answer.forbidden()) {
      throw connection.forbidden(answer, "read, view_index_metadata and maintenance on " + from);
    }
    if (!answer.ok()) {
      throw new ElasticsearchFailure(
          answer.status() == 429 || answer.status() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED,
          "Elasticsearch at %s refused %s: %s"
              .formatted(connection.where(), path, answer.reason()));
    }
    return answer.json();
  }
}
