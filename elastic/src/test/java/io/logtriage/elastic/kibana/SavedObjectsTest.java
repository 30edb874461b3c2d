package io.logtriage.elastic.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logtriage.elastic.IndexNames;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SavedObjectsTest {
  private static final Path COMMITTED = Path.of("kibana", "logtriage.ndjson");

  /** What Kibana's schemas of that version allow; they refuse any other attribute. */
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "index-pattern",
          Set.of(
              "allowNoIndex",
              "fieldAttrs",
              "fieldFormatMap",
              "fields",
              "name",
              "runtimeFieldMap",
              "sourceFilters",
              "timeFieldName",
              "title",
              "typeMeta"),
          "search",
          Set.of(
              "columns",
              "description",
              "grid",
              "hideChart",
              "isTextBasedQuery",
              "kibanaSavedObjectMeta",
              "sort",
              "timeRestore",
              "title"),
          "lens",
          Set.of("description", "state", "title", "visualizationType"),
          "dashboard",
          Set.of(
              "controlGroupInput",
              "description",
              "kibanaSavedObjectMeta",
              "optionsJSON",
              "panelsJSON",
              "refreshInterval",
              "timeFrom",
              "timeRestore",
              "timeTo",
              "title",
              "version"));

  private static final Map<String, String> VERSIONS =
      Map.of("index-pattern", "8.0.0", "search", "8.0.0", "lens", "8.9.0", "dashboard", "8.9.0");

  private final List<JsonNode> objects = read(new ObjectNames(new IndexNames(""), null));

  @Test
  void theCommittedFileIsWhatTheSourcesMake() throws IOException {
    String made = SavedObjects.ndjson(new ObjectNames(new IndexNames(""), null));
    Path fresh = Files.writeString(Path.of("target", "logtriage.ndjson"), made);

    assertThat(COMMITTED)
        .as("copy %s to %s after a change of the sources", fresh, COMMITTED)
        .hasContent(made);
  }

  @Test
  void everyObjectHasTheShapeOfAnExport() {
    for (JsonNode object : objects) {
      String type = object.path("type").asText();
      assertThat(object.fieldNames())
          .toIterable()
          .containsExactly(
              "attributes",
              "coreMigrationVersion",
              "id",
              "managed",
              "references",
              "type",
              "typeMigrationVersion");
      assertThat(object.path("coreMigrationVersion").asText()).isEqualTo("8.8.0");
      assertThat(object.path("typeMigrationVersion").asText()).isEqualTo(VERSIONS.get(type));
      assertThat(object.path("attributes").fieldNames())
          .toIterable()
          .as("%s", object.path("id"))
          .containsExactlyInAnyOrderElementsOf(ATTRIBUTES.get(type));
    }
  }

  @Test
  void idsAreUniqueAndEveryReferenceLeadsSomewhere() {
    Set<String> there = objects.stream().map(SavedObjectsTest::key).collect(Collectors.toSet());

    assertThat(there).hasSize(objects.size());
    for (JsonNode object : objects) {
      assertThat(names(object.path("references"))).doesNotHaveDuplicates();
      for (JsonNode reference : object.path("references")) {
        assertThat(there).as("%s", object.path("id")).contains(key(reference));
      }
    }
  }

  @Test
  void everyPanelControlAndLinkOfADashboardIsReferredToByItsName() {
    for (JsonNode dashboard : ofType(objects, "dashboard")) {
      List<String> expected = new ArrayList<>();
      for (JsonNode panel : inner(dashboard.at("/attributes/panelsJSON"))) {
        String index = panel.path("panelIndex").asText();
        assertThat(panel.at("/gridData/i").asText()).isEqualTo(index);
        assertThat(panel.at("/gridData/x").asInt() + panel.at("/gridData/w").asInt())
            .isLessThanOrEqualTo(48);
        expected.add(index + ":" + panel.path("panelRefName").asText());
        panel
            .at("/embeddableConfig/enhancements/dynamicActions/events")
            .forEach(
                event ->
                    expected.add(
                        index
                            + ":drilldown:"
                            + event.at("/action/factoryId").asText()
                            + ":"
                            + event.path("eventId").asText()
                            + ":dashboardId"));
      }
      inner(dashboard.at("/attributes/controlGroupInput/panelsJSON"))
          .fieldNames()
          .forEachRemaining(id -> expected.add("controlGroup_" + id + ":optionsListDataView"));

      assertThat(names(dashboard.path("references"))).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void chartsReferToTheDataOfTheirLayersAndDrawColumnsThatAreThere() {
    for (JsonNode lens : ofType(objects, "lens")) {
      JsonNode state = lens.at("/attributes/state");
      List<String> references = new ArrayList<>();
      state
          .at("/datasourceStates/formBased/layers")
          .properties()
          .forEach(
              layer -> {
                references.add("indexpattern-datasource-layer-" + layer.getKey());
                Set<String> columns = new TreeSet<>();
                layer.getValue().path("columns").fieldNames().forEachRemaining(columns::add);
                assertThat(columns).isEqualTo(texts(layer.getValue().path("columnOrder")));
                assertThat(columns).containsAll(drawn(state.path("visualization")));
              });
      assertThat(names(lens.path("references"))).isEqualTo(references);
    }
  }

  @Test
  void everySectionOfTheGuideHasASavedSearch() {
    Set<String> sections =
        Catalogue.builtIn().symptoms().stream().map(Symptom::section).collect(Collectors.toSet());
    String queries =
        ofType(objects, "search").stream()
            .map(it -> it.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON").asText())
            .collect(Collectors.joining())
            .replace("\\\"", "");

    assertThat(sections)
        .isNotEmpty()
        .allSatisfy(section -> assertThat(queries).contains("incident.section: " + section + "\""));
  }

  @Test
  void anotherPrefixHasObjectsOfItsOwnOverItsOwnIndices() {
    List<JsonNode> others = read(new ObjectNames(new IndexNames("staging-"), null));
    Set<String> ours = objects.stream().map(SavedObjectsTest::key).collect(Collectors.toSet());

    assertThat(others).hasSameSizeAs(objects).noneMatch(other -> ours.contains(key(other)));
    assertThat(ofType(others, "index-pattern"))
        .extracting(view -> view.at("/attributes/title").asText())
        .containsExactly("staging-incidents", "staging-tagged-logs");
    assertThat(others)
        .allSatisfy(
            object -> assertThat(object.at("/attributes/title").asText()).contains("staging"));
    assertThat(others.toString()).contains("view/staging-logtriage-around-an-incident?");
  }

  @Test
  void aSpaceHasIdsOfItsOwnAndTheSameTitles() {
    List<JsonNode> others = read(new ObjectNames(new IndexNames(""), "ops"));

    assertThat(others).allMatch(other -> other.path("id").asText().startsWith("ops-logtriage-"));
    assertThat(others.toString()).contains("view/ops-logtriage-around-an-incident?");
    assertThat(others)
        .extracting(object -> object.at("/attributes/title").asText())
        .containsExactlyElementsOf(
            objects.stream().map(object -> object.at("/attributes/title").asText()).toList());
    assertThat(read(new ObjectNames(new IndexNames(""), "default"))).isEqualTo(objects);
  }

  private static Set<String> drawn(JsonNode visualization) {
    Set<String> columns = new TreeSet<>();
    visualization.findValuesAsText("columnId").forEach(columns::add);
    for (String accessor :
        List.of("metricAccessor", "breakdownByAccessor", "xAccessor", "splitAccessor")) {
      visualization.findValuesAsText(accessor).forEach(columns::add);
    }
    visualization.findValues("accessors").forEach(list -> columns.addAll(texts(list)));
    assertThat(columns).isNotEmpty();
    return columns;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> names(JsonNode references) {
    List<String> names = new ArrayList<>();
    references.forEach(reference -> names.add(reference.path("name").asText()));
    return names;
  }

  private static List<JsonNode> ofType(List<JsonNode> objects, String type) {
    return objects.stream().filter(it -> it.path("type").asText().equals(type)).toList();
  }

  private static String key(JsonNode object) {
    return object.path("type").asText() + " " + object.path("id").asText();
  }

  private static List<JsonNode> read(ObjectNames names) {
    return SavedObjects.ndjson(names).lines().map(SavedObjectsTest::parse).toList();
  }

  private static JsonNode inner(JsonNode text) {
    return parse(text.asText());
  }

  private static JsonNode parse(String json) {
    try {
      return SavedObject.JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
