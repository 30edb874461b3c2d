package io.logtriage.elastic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.elastic.ElasticsearchFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Index lifecycle policies, where the cluster offers them: then it drops old indices by itself, and
 * whoever runs it may add phases of their own. Elsewhere {@link OldIndices} does it.
 */
final class Lifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ElasticsearchConnection connection;

  Lifecycle(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  /** Whether there are such policies here, and we may use them. */
  boolean isOffered() throws IOException {
    Answer answer = connection.send("GET", "/_ilm/status", null);
    if (answer.forbidden()) {
      LOG.info("No cluster privilege manage_ilm: index drops old indices, not a lifecycle policy");
    }
    return answer.ok() && answer.json().has("operation_mode");
  }

  /**
   * Puts a policy, unless there is one of that name, which someone may have changed.
   *
   * @param kept how long after its creation an index is deleted
   */
  void put(String name, Duration kept) throws IOException {
    String path = "/_ilm/policy/" + name;
    if (connection.send("GET", path, null).ok()) {
      return;
    }
    Answer answer = connection.send("PUT", path, policy(kept));
    if (answer.forbidden()) {
      throw connection.forbidden(answer, "manage_ilm");
    }
    if (!answer.ok()) {
      throw new ElasticsearchFailure(
          Kind.REFUSED,
          "Elasticsearch at %s refused lifecycle policy %s: %s"
              .formatted(connection.where(), name, answer.reason()));
    }
  }

  private static String policy(Duration kept) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode policy = root.putObject("policy");
    policy.putObject("_meta").put("managed_by", "logtriage");
    ObjectNode phases = policy.putObject("phases");
    phases.putObject("hot").putObject("actions");
    phases
        .putObject("delete")
        .put("min_age", Math.max(1, kept.toHours()) + "h")
        .putObject("actions")
        .putObject("delete");
    return root.toString();
  }
}
