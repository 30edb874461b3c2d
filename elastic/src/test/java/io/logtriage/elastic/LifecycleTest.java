package io.logtriage.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stub: the minimal distribution has no index lifecycle management. */
class LifecycleTest {
  private static final Retention RETENTION =
      new Retention(Duration.ofDays(100), Duration.ofDays(10), Duration.ofDays(1));
  private static final String INDEX =
      """
      {"logtriage-incidents-2020.01-000001":{"settings":{"index":{"uuid":"u","creation_date":"0",\
      "lifecycle":{"name":"logtriage-incidents"}}},"mappings":{"_meta":{"generation":1}}}}""";

  private final Map<String, String> put = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers =
      new HashMap<>(Map.of("/_ilm/status", new Answer(200, "{\"operation_mode\":\"RUNNING\"}")));
  private HttpServer server;
  private ElasticsearchConnection connection;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    connection =
        ElasticsearchConnection.open(
            ElasticsearchSettings.of("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    connection.close();
    server.stop(0);
  }

  @Test
  void aClusterThatOffersItDropsIndicesByItself() throws IOException {
    new IndexSetup(connection, new IndexNames("")).apply(RETENTION);

    assertThat(put("/_ilm/policy/logtriage-incidents").at("/policy/phases/delete/min_age").asText())
        .isEqualTo((100 + 31) * 24 + "h");
    assertThat(
            put("/_ilm/policy/logtriage-tagged-logs").at("/policy/phases/delete/min_age").asText())
        .isEqualTo((10 + 1) * 24 + "h");
    assertThat(lifecycle("/_index_template/logtriage-incidents")).isEqualTo("logtriage-incidents");
  }

  @Test
  void aPolicyThatSomeoneChangedStays() {
    answers.put("/_ilm/policy/logtriage-incidents", new Answer(200, "{}"));

    new IndexSetup(connection, new IndexNames("")).apply(RETENTION);

    assertThat(put).doesNotContainKey("/_ilm/policy/logtriage-incidents");
  }

  @Test
  void whoeverMayNotUsePoliciesGoesWithoutThem() throws IOException {
    answers.put("/_ilm/status", new Answer(403, "{}"));

    new IndexSetup(connection, new IndexNames("")).apply(RETENTION);

    assertThat(lifecycle("/_index_template/logtriage-incidents")).isEmpty();
  }

  @Test
  void anUpgradeByAnIndexerKeepsTheLifecycleAndWhatElseSetupChose() throws IOException {
    answers.put(
        "/_index_template/logtriage-incidents",
        new Answer(
            200,
            """
            {"index_templates":[{"index_template":{"_meta":{"fingerprint":"of before","version":1},\
            "template":{"settings":{"index":{"number_of_shards":"4","number_of_replicas":"2",\
            "lifecycle":{"name":"mine"}}}}}}]}"""));

    new IndexSetup(connection, new IndexNames("")).ensure();

    JsonNode settings = put("/_index_template/logtriage-incidents").at("/template/settings/index");
    assertThat(settings.at("/lifecycle/name").asText()).isEqualTo("mine");
    assertThat(settings.path("number_of_shards").asText()).isEqualTo("4");
    assertThat(settings.path("number_of_replicas").asText()).isEqualTo("2");
    assertThat(settings.has("auto_expand_replicas")).isFalse();
  }

  @Test
  void whatAPolicyTakesCareOfIsLeftToIt() throws IOException {
    assertThat(
            new OldIndices(connection, new IndexNames(""), RETENTION)
                .drop(System.currentTimeMillis()))
        .isEmpty();
  }

  private String lifecycle(String template) throws IOException {
    return put(template).at("/template/settings/index/lifecycle/name").asText();
  }

  private JsonNode put(String path) throws IOException {
    assertThat(put).containsKey(path);
    return new ObjectMapper().readTree(put.get(path));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean asks = exchange.getRequestMethod().equals("GET");
    if (!asks) {
      put.put(path, body);
    }
    boolean own = path.startsWith("/_ilm/policy/") || path.startsWith("/_index_template/");
    Answer answer =
        asks
            ? answers.getOrDefault(path, own ? new Answer(404, "{}") : new Answer(200, INDEX))
            : new Answer(200, "{\"acknowledged\":true}");
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
