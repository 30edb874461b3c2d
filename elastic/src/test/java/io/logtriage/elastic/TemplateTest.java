package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  /** What the minimal distribution has; it lacks wildcard and match_only_text, for instance. */
  private static final Set<String> TYPES =
      Set.of("keyword", "text", "date", "long", "ip", "boolean", "flattened");

  private final List<Template> templates = Template.of(new IndexNames("x-"), 1, "0-1");

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "incidents", "tagged-logs"})
  void everyMappingIsStrictAndBounded(String mapping) {
    JsonNode mappings = Template.mappings(mapping);

    assertThat(mappings.path("dynamic").asText()).isEqualTo("strict");
    assertBounded(mapping, mappings);
  }

  @Test
  void incidentsAreFoundHalfASecondAfterTheyAreWritten() throws Exception {
    JsonNode template = new ObjectMapper().readTree(templates.get(0).indexTemplate());

    JsonNode settings = template.at("/template/settings/index");
    assertThat(settings.path("refresh_interval").asText()).isEqualTo("500ms");
    assertThat(settings.path("number_of_shards").asInt()).isEqualTo(1);
    assertThat(settings.path("auto_expand_replicas").asText()).isEqualTo("0-1");
    assertThat(template.at("/template/aliases").has("x-incidents")).isTrue();
    assertThat(template.path("allow_auto_create").asBoolean(true)).isFalse();
  }

  @Test
  void aFixedNumberOfReplicasIsTaken() throws Exception {
    String template = Template.of(new IndexNames(""), 1, "2").get(0).indexTemplate();

    assertThat(new ObjectMapper().readTree(template).at("/template/settings/index").toString())
        .contains("\"number_of_replicas\":\"2\"");
  }

  @Test
  void theFingerprintTellsOneTemplateFromAnother() {
    Set<String> fingerprints = new TreeSet<>();
    templates.forEach(template -> fingerprints.add(template.fingerprint()));
    Template.of(new IndexNames("y-"), 1, "0-1")
        .forEach(template -> fingerprints.add(template.fingerprint()));

    assertThat(fingerprints).hasSize(4);
    assertThat(Template.of(new IndexNames("x-"), 1, "0-1").get(0).fingerprint())
        .isEqualTo(templates.get(0).fingerprint());
  }

  private static void assertBounded(String path, JsonNode node) {
    JsonNode type = node.path("type");
    if (type.isTextual()) {
      assertThat(TYPES).as(path).contains(type.asText());
      if (type.asText().equals("keyword") || type.asText().equals("flattened")) {
        assertThat(node.path("ignore_above").asInt()).as(path).isEqualTo(1024);
      }
    }
    node.properties()
        .forEach(field -> assertBounded(path + "." + field.getKey(), field.getValue()));
  }
}
