package io.logtriage.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** One HTTP answer, whatever its status: an error that was answered is not an exception. */
record Answer(int status, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 300;

  boolean ok() {
    return status >= 200 && status < 300;
  }

  boolean forbidden() {
    return status == 401 || status == 403;
  }

  /** The body as JSON; a missing node when it is none (a proxy's page, for instance). */
  JsonNode json() {
    try {
      JsonNode json = JSON.readTree(body);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Elasticsearch's name for the error, empty when the answer is not Elasticsearch's. */
  String errorType() {
    return json().path("error").path("type").asText("");
  }

  /** Status and reason in a few words. */
  String reason() {
    JsonNode error = json().path("error");
    String reason = error.isTextual() ? error.asText() : error.path("reason").asText(body.strip());
    String type = errorType();
    String text = type.isEmpty() ? reason : type + ": " + reason;
    return "HTTP "
        + status
        + " "
        + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
  }
}
