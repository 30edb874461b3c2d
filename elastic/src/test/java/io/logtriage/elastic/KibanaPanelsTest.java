package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Shared.class)
@TestInstance(Lifecycle.PER_CLASS)
class KibanaPanelsTest {
  private static final String PREFIX = "kibana-";

  private final ElasticsearchConnection connection;
  private final KibanaFile file = new KibanaFile();

  KibanaPanelsTest(Servers servers) throws IOException {
    connection = servers.connection();
  }

  @BeforeAll
  void index() throws IOException {
    new SampleIncidents(connection, new IndexNames(PREFIX)).index();
  }

  @Test
  void openNowBySeverity() throws IOException {
    assertThat(rows("logtriage-open-by-severity"))
        .containsExactly("critical | 1", "high | 1", "medium | 1");
  }

  @Test
  void whenIncidentsBeganBySymptom() throws IOException {
    assertThat(rows("logtriage-timeline"))
        .containsExactlyInAnyOrder(
            "bad-gateway | 2026-11-22T10:00:00.000Z | 1",
            "debug-mode | 2026-11-22T08:00:00.000Z | 1",
            "disk-full | 2026-11-22T10:00:00.000Z | 1",
            "sqlite-locked | 2026-11-22T10:30:00.000Z | 1",
            "worker-timeout | 2026-11-22T10:00:00.000Z | 1");
  }

  @Test
  void deploymentsWithTheMostIncidents() throws IOException {
    assertThat(rows("logtriage-top-deployments"))
        .containsExactly("shop | 3 | 2 | 16", "blog | 2 | 1 | 3");
  }

  @Test
  void causesAndTheirEffects() throws IOException {
    assertThat(rows("logtriage-causes-and-effects"))
        .containsExactlyInAnyOrder("disk-full | bad-gateway | 1", "disk-full | worker-timeout | 1");
  }

  @Test
  void slowestRecoveries() throws IOException {
    assertThat(rows("logtriage-slowest-recoveries"))
        .containsExactly(
            "disk | disk-full | shop | evidence | 1800000000000",
            "locked | sqlite-locked | blog | quiet | 60000000000");
  }

  @Test
  void theTableOfIncidents() throws IOException {
    assertThat(rows("logtriage-incident-table"))
        .hasSize(5)
        .startsWith(
            "gateway | high | open | bad-gateway | shop | web-1 | 2026-11-22T11:00:00.000Z | 9")
        .endsWith(
            "debug | medium | open | debug-mode | blog | web-3 | 2026-11-22T08:00:00.000Z | 1");
  }

  @Test
  void linesAroundAnIncident() throws IOException {
    assertThat(rows("logtriage-lines-over-time"))
        .containsExactly(
            "disk-full | 2026-11-22T10:00:00.000Z | 2",
            "bad-gateway | 2026-11-22T10:00:00.000Z | 1");
    assertThat(rows("logtriage-lines-by-source"))
        .containsExactly(
            "web-1 | /var/log/syslog | 2 | 2026-11-22T10:00:00.000Z | 2026-11-22T10:25:00.000Z",
            "web-1 | /var/log/nginx/error.log | 1 | 2026-11-22T10:05:00.000Z |"
                + " 2026-11-22T10:05:00.000Z");
    assertThat(rows("logtriage-lines-by-symptom"))
        .containsExactly("disk-full | shop | 2", "bad-gateway | shop | 1");
  }

  @Test
  void aLinkToAnIncidentFindsItAndItsLines() throws IOException {
    assertThat(found("logtriage-the-incident", "incident.id: gateway")).containsExactly("gateway");
    assertThat(found("logtriage-lines", "incident.id: disk"))
        .containsExactly("disk1000", "disk1025");
  }

  @Test
  void savedSearchesOfTheGuidesSections() throws IOException {
    assertThat(found("logtriage-all-incidents", ""))
        .containsExactly("gateway", "timeout", "locked", "disk", "debug");
    assertThat(found("logtriage-open-root-causes", "")).containsExactly("debug");
    assertThat(found("logtriage-guide-1-2", "")).containsExactly("timeout");
    assertThat(found("logtriage-guide-2-1", "")).contains("gateway");
    assertThat(found("logtriage-guide-4-2", "")).containsExactly("disk");
    assertThat(found("logtriage-guide-5-1", "")).containsExactly("locked");
    assertThat(found("logtriage-guide-7", "")).containsExactly("debug");
    for (JsonNode search : file.ofType("search")) {
      found(search.path("id").asText(), "");
    }
  }

  @Test
  void theControlsOfTheDashboardsHaveValues() throws IOException {
    for (JsonNode dashboard : file.ofType("dashboard")) {
      JsonNode view = file.viewOf(dashboard);
      for (JsonNode control :
          KibanaFile.inner(dashboard.at("/attributes/controlGroupInput/panelsJSON"))) {
        ObjectNode request = search(view, "");
        request
            .putObject("aggs")
            .putObject("values")
            .putObject("terms")
            .put("field", control.at("/explicitInput/fieldName").asText());
        JsonNode answer = ask(view.at("/attributes/title").asText(), request.toString());
        assertThat(answer.at("/aggregations/values/buckets")).as("%s", control).isNotEmpty();
      }
    }
  }

  @Test
  void everyChartShowsSomething() throws IOException {
    for (JsonNode lens : file.ofType("lens")) {
      assertThat(rows(lens.path("id").asText())).as("%s", lens.path("id")).isNotEmpty();
    }
  }

  private List<String> rows(String id) throws IOException {
    JsonNode lens = file.object("lens", id);
    LensPanel panel = new LensPanel(lens, file.viewOf(lens));
    return panel.rows(ask(panel.index(), panel.request()));
  }

  /** Ids in the order of the saved search, with what a page's query adds to it. */
  private List<String> found(String id, String and) throws IOException {
    JsonNode search = file.object("search", id);
    JsonNode view = file.viewOf(search);
    String own = KibanaFile.query(search);
    String both = own.isEmpty() || and.isEmpty() ? own + and : "(" + own + ") and " + and;
    ObjectNode request = search(view, both);
    JsonNode sort = search.at("/attributes/sort/0");
    request.putArray("sort").addObject().put(sort.path(0).asText(), sort.path(1).asText());
    List<String> ids = new ArrayList<>();
    ask(view.at("/attributes/title").asText(), request.toString())
        .at("/hits/hits")
        .forEach(hit -> ids.add(hit.path("_id").asText()));
    return ids;
  }

  private static ObjectNode search(JsonNode view, String kql) {
    ObjectNode request = KibanaFile.JSON.createObjectNode();
    request.set("runtime_mappings", KibanaFile.inner(view.at("/attributes/runtimeFieldMap")));
    request.set("query", Kql.toElasticsearch(kql));
    return request;
  }

  private JsonNode ask(String index, String request) throws IOException {
    Answer answer = connection.send("POST", "/" + PREFIX + index + "/_search", request);
    assertThat(answer.ok()).as("%s: %s", request, answer.body()).isTrue();
    return answer.json();
  }
}
