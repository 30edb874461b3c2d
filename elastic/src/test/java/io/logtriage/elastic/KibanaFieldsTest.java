package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A field that the mapping does not have would leave a panel empty, without a word. */
class KibanaFieldsTest {
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "terms", Set.of("keyword"),
          "date_histogram", Set.of("date"),
          "sum", Set.of("long"),
          "max number", Set.of("long"),
          "max date", Set.of("date"),
          "min date", Set.of("date"));

  private final KibanaFile file = new KibanaFile();

  KibanaFieldsTest() throws IOException {}

  @Test
  void chartsDivideAndMeasureMappedFieldsOfTheRightType() {
    for (JsonNode lens : file.ofType("lens")) {
      JsonNode view = file.viewOf(lens);
      LensPanel panel = new LensPanel(lens, view);
      assertQueryIsMapped(panel.kql(), view);
      for (JsonNode column : panel.columns()) {
        String operation = column.path("operationType").asText();
        if (operation.equals("count")) {
          assertQueryIsMapped(column.at("/filter/query").asText(), view);
        } else {
          String kind =
              operation.startsWith("m")
                  ? operation + " " + column.path("dataType").asText()
                  : operation;
          assertThat(TYPES).containsKey(kind);
          assertThat(TYPES.get(kind))
              .as("%s: %s", lens.path("id"), column)
              .contains(type(column.path("sourceField").asText(), view));
          JsonNode rank = column.at("/params/orderAgg/sourceField");
          assertThat(rank.isMissingNode() || type(rank.asText(), view).equals("long")).isTrue();
        }
      }
    }
  }

  @Test
  void searchesShowSortAndAskForMappedFields() {
    for (JsonNode search : file.ofType("search")) {
      JsonNode view = file.viewOf(search);
      assertQueryIsMapped(KibanaFile.query(search), view);
      search
          .at("/attributes/columns")
          .forEach(column -> assertThat(type(column.asText(), view)).isNotEmpty());
      assertThat(type(search.at("/attributes/sort/0/0").asText(), view)).isEqualTo("date");
    }
  }

  @Test
  void dashboardsAndViewsNameMappedFields() {
    for (JsonNode dashboard : file.ofType("dashboard")) {
      for (JsonNode control :
          KibanaFile.inner(dashboard.at("/attributes/controlGroupInput/panelsJSON"))) {
        String field = control.at("/explicitInput/fieldName").asText();
        assertThat(type(field, file.viewOf(dashboard))).as(field).isEqualTo("keyword");
      }
    }
    for (JsonNode view : file.ofType("index-pattern")) {
      assertThat(type(view.at("/attributes/timeFieldName").asText(), view)).isEqualTo("date");
      KibanaFile.inner(view.at("/attributes/fieldFormatMap"))
          .fieldNames()
          .forEachRemaining(field -> assertThat(type(field, view)).as(field).isNotEmpty());
    }
  }

  @Test
  void runtimeFieldsOnlyBringOutWhatAFlattenedFieldHolds() {
    for (JsonNode view : file.ofType("index-pattern")) {
      KibanaFile.inner(view.at("/attributes/runtimeFieldMap"))
          .properties()
          .forEach(
              field -> {
                String parent = field.getKey().replaceFirst("\\..*", "");
                assertThat(mapped(parent, view)).isEqualTo("flattened");
                assertThat(field.getValue().toString()).isEqualTo("{\"type\":\"keyword\"}");
              });
    }
  }

  private static void assertQueryIsMapped(String kql, JsonNode view) {
    Kql.fields(kql).forEach(field -> assertThat(type(field, view)).as(kql).isNotEmpty());
  }

  /** Type of a field as Kibana sees it; empty when there is none. */
  private static String type(String field, JsonNode view) {
    JsonNode runtime = KibanaFile.inner(view.at("/attributes/runtimeFieldMap")).path(field);
    return runtime.isMissingNode() ? mapped(field, view) : runtime.path("type").asText();
  }

  private static String mapped(String field, JsonNode view) {
    String index = view.at("/attributes/title").asText();
    Map<String, String> types = new TreeMap<>();
    collect("", Template.mappings("ecs"), types);
    collect("", Template.mappings(index), types);
    return types.getOrDefault(field, "");
  }

  private static void collect(String prefix, JsonNode mapping, Map<String, String> types) {
    mapping
        .path("properties")
        .properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              if (field.getValue().has("type")) {
                types.put(name, field.getValue().path("type").asText());
              }
              collect(name + ".", (ObjectNode) field.getValue(), types);
            });
  }
}
