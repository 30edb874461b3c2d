package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Shared.class)
class IndexSetupTest {
  private final ElasticsearchConnection connection;

  IndexSetupTest(Servers servers) {
    connection = servers.connection();
  }

  @Test
  void theReadersAliasesAreThereBeforeTheFirstDocument() throws IOException {
    setup("fresh-").apply();

    assertThat(get("/fresh-incidents/_count").path("count").asInt(-1)).isZero();
    assertThat(get("/fresh-tagged-logs/_count").path("count").asInt(-1)).isZero();
  }

  @Test
  void repeatingItChangesNothing() throws IOException {
    assertThat(setup("twice-").apply())
        .containsExactly("twice-logtriage-incidents", "twice-logtriage-tagged-logs");
    String before = everything("twice-");

    setup("twice-").apply();

    assertThat(everything("twice-")).isEqualTo(before);
  }

  @Test
  void whatSetupChoseStaysWhenAnIndexerStarts() throws IOException {
    new IndexSetup(connection, new IndexNames("chosen-"), 3, "2").apply();

    setup("chosen-").ensure();

    JsonNode settings =
        get("/_index_template/chosen-logtriage-incidents")
            .at("/index_templates/0/index_template/template/settings/index");
    assertThat(settings.path("number_of_shards").asText()).isEqualTo("3");
    assertThat(settings.path("number_of_replicas").asText()).isEqualTo("2");
  }

  @Test
  void anExistingIndexLearnsNewFieldsAndKeepsItsAlias() throws IOException {
    send(
        "PUT",
        "/grown-logtriage-incidents-2020.01-000001",
        "{\"mappings\":{\"dynamic\":\"strict\"}}");

    setup("grown-").apply();

    JsonNode mappings =
        get("/grown-logtriage-incidents-2020.01-000001/_mapping")
            .iterator()
            .next()
            .path("mappings");
    assertThat(mappings.at("/properties/incident/properties/group/type").asText())
        .isEqualTo("flattened");
    assertThat(mappings.at("/_meta/version").asInt()).isEqualTo(Template.VERSION);
  }

  @Test
  void anIndexThatCannotTakeTheMappingIsNamed() throws IOException {
    send(
        "PUT",
        "/odd-logtriage-incidents-2020.01-000001",
        "{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}");

    assertThatThrownBy(() -> setup("odd-").apply())
        .isInstanceOf(ElasticsearchFailure.class)
        .hasMessageContaining("odd-logtriage-incidents-*")
        .hasMessageContaining("[message]")
        .hasMessageContaining("rebuilt");
  }

  @Test
  void templatesOfANewerLogtriageAreLeftAsTheyAre() throws IOException {
    send(
        "PUT",
        "/_index_template/newer-logtriage-incidents",
        "{\"index_patterns\":[\"newer-logtriage-incidents-*\"],\"priority\":500,"
            + "\"_meta\":{\"version\":99}}");

    assertThat(setup("newer-").apply()).containsExactly("newer-logtriage-tagged-logs");
    assertThat(
            get("/_index_template/newer-logtriage-incidents")
                .at("/index_templates/0/index_template/_meta/version")
                .asInt())
        .isEqualTo(99);
  }

  @Test
  void anAliasThatWasLostComesBack() throws IOException {
    IndexSetup setup = setup("lost-");
    setup.aliases().ensure("lost-logtriage-incidents-2026.05");
    send(
        "DELETE",
        "/lost-logtriage-incidents-2026.05-000001/_alias/lost-logtriage-incidents-2026.05",
        null);

    setup.aliases().ensure("lost-logtriage-incidents-2026.05");

    assertThat(get("/_alias/lost-logtriage-incidents-2026.05").fieldNames())
        .toIterable()
        .containsExactly("lost-logtriage-incidents-2026.05-000001");
  }

  @Test
  void somethingInThePlaceOfAnAliasIsNamed() throws IOException {
    send("PUT", "/taken-logtriage-incidents-2026.05", "{}");

    assertThatThrownBy(() -> setup("taken-").aliases().ensure("taken-logtriage-incidents-2026.05"))
        .isInstanceOf(ElasticsearchFailure.class)
        .hasMessageContaining("taken-logtriage-incidents-2026.05");
  }

  private IndexSetup setup(String prefix) {
    return new IndexSetup(connection, new IndexNames(prefix));
  }

  private String everything(String prefix) throws IOException {
    return get("/_index_template/" + prefix + "*").toString()
        + get("/_component_template/" + prefix + "*")
        + get("/" + prefix + "*");
  }

  private JsonNode get(String path) throws IOException {
    return connection.send("GET", path, null).json();
  }

  private void send(String method, String path, String body) throws IOException {
    Answer answer = connection.send(method, path, body);
    assertThat(answer.ok()).as(answer.reason()).isTrue();
  }
}
