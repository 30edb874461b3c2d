package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * One HTTP answer, whatever its status.
 *
 * @param fromElasticsearch whether Elasticsearch itself says that it answered
 * @param location where it sends us, empty if it does not
 */
record KibanaAnswer(int status, String body, boolean fromElasticsearch, String location) {
  private static final int SHOWN = 300;

  /** Kibana's own 503 while it starts, and what proxies say when it is not there. */
  boolean later() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** Missing when the body is no JSON. */
  JsonNode json() {
    try {
      return SavedObject.JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** Status and what was said, on one line, cut. */
  String reason() {
    String said = json().path("message").asText();
    String text = (said.isEmpty() ? body : said).strip().replaceAll("\\s+", " ");
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return "HTTP " + status + (shown.isEmpty() ? "" : " (" + shown + ")");
  }
}
