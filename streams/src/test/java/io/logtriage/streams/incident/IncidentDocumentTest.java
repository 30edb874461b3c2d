package io.logtriage.streams.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.patterns.Sample;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.streams.incident.Incident.Cause;
import io.logtriage.streams.incident.Incident.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentDocumentTest {
  private static final long FIRST = Instant.parse("2026-11-22T15:17:00Z").toEpochMilli();
  private final IncidentDocument documents = new IncidentDocument(Symptoms.CATALOGUE);

  @Test
  void isExactlyThis() {
    byte[] document = documents.toBytes(incident("timeout", Map.of("process.pid", "17", "x", "y")));

    assertThat(new String(document, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"@timestamp":"2026-11-22T15:17:03.500Z",\
            "event":{"kind":"alert","category":["process"],"severity":7,"dataset":"gunicorn.error",\
            "start":"2026-11-22T15:17:00Z","end":null},\
            "rule":{"id":"timeout","name":"Title of timeout",\
            "reference":"SysAdmin Troubleshooting Guide 1.2"},\
            "host":{"name":"web-1"},"service":{"name":"maeser"},"labels":{"deployment":"shop"},\
            "message":"the \\"first\\" line","tags":["timeout","guide-1.2"],"process":{"pid":17},\
            "incident":{"id":"0123","revision":3,"status":"open","symptom":"timeout",\
            "section":"1.2","severity":"critical","suspected":false,"opened":"2026-11-22T15:17:00Z","count":2,\
            "undated":false,"reopened":1,"first_seen":"2026-11-22T15:17:00Z","last_seen":"2026-11-22T15:17:03.500Z",\
            "resolved_at":null,"resolved_by":null,"merged_into":null,\
            "group":{"service.name":"maeser"},"fields":{"x":"y"},\
            "cause":{"id":"4567","symptom":"disk"},"root":{"id":"4567","symptom":"disk"},\
            "rejected_causes":[{"id":"other","symptom":"disk-full","reason":"began 42 s later"}],\
            "effects":["89ab"],"effects_count":1,\
            "samples":[{"@timestamp":"2026-11-22T15:17:00Z","message":"the \\"first\\" line",\
            "log.file.path":"/var/log/app.log","log.offset":123}],\
            "remedy":{"checks":["look"],"fixes":["fix"],"verify":["see"]},"catalogue":"hash"}}""");
  }

  @Test
  void thePublishedSchemaNamesEveryField() throws IOException {
    JsonNode schema =
        new ObjectMapper()
            .readTree(IncidentDocument.class.getResourceAsStream("incident.schema.json"));
    JsonNode document = read(incident("timeout", Map.of()));

    assertThat(document.fieldNames()).toIterable().containsExactlyElementsOf(required(schema));
    for (String name : List.of("event", "incident")) {
      assertThat(document.get(name).fieldNames())
          .toIterable()
          .containsExactlyElementsOf(required(schema.at("/properties/" + name)));
    }
  }

  @Test
  void whatTheSchemaDoesNotNameIsRefused() {
    String document = new String(documents.toBytes(incident("timeout", Map.of())), UTF_8);
    String valid = document.replace("\"id\":\"0123\"", "\"id\":\"" + "a".repeat(32) + "\"");
    DocumentSchema.INCIDENT.check(valid.getBytes(UTF_8));

    for (String broken :
        List.of(
            document,
            valid.replace("\"tags\"", "\"labelled\""),
            valid.replace("\"reopened\":1", "\"reopened\":\"1\""))) {
      assertThatThrownBy(() -> DocumentSchema.INCIDENT.check(broken.getBytes(UTF_8)))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void thePublishedSchemasNameEveryFieldOfEcsThatIsCaptured() throws IOException {
    for (String name : List.of("incident.schema.json", "tagged-log.schema.json")) {
      JsonNode schema =
          new ObjectMapper().readTree(IncidentDocument.class.getResourceAsStream(name));
      EcsFields.types()
          .forEach(
              (field, type) ->
                  assertThat(
                          schema
                              .at("/properties/" + field.replace(".", "/properties/") + "/type")
                              .asText())
                      .as(name + " " + field)
                      .isEqualTo(type == EcsFields.Type.LONG ? "integer" : "string"));
    }
  }

  private static List<String> required(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.get("required").forEach(name -> names.add(name.asText()));
    return names;
  }

  @Test
  void aSymptomThatTheCatalogueNoLongerHasIsStillADocument() throws IOException {
    JsonNode document = read(incident("gone", Map.of()));

    assertThat(document.at("/rule/name").asText()).isEqualTo("gone");
    assertThat(document.at("/incident/severity").asText()).isEqualTo("low");
  }

  @Test
  void aValueThatElasticsearchWouldRefuseGoesToTheOtherFields() throws IOException {
    JsonNode document =
        read(incident("disk", Map.of("client.ip", "unix:", "http.response.status_code", "-")));

    assertThat(document.has("client")).isFalse();
    assertThat(document.has("http")).isFalse();
    assertThat(document.at("/incident/fields/client.ip").asText()).isEqualTo("unix:");
  }

  @Test
  void publishedFieldsKeepNameAndType() throws IOException {
    JsonNode document =
        read(
            incident(
                "disk",
                Map.of(
                    "http.response.status_code", "502",
                    "client.ip", "::1",
                    "source.ip", "10.0.0.255",
                    "url.path", "/a")));

    assertThat(document.at("/http/response/status_code").isIntegralNumber()).isTrue();
    assertThat(document.at("/client/ip").asText()).isEqualTo("::1");
    assertThat(document.at("/source/ip").asText()).isEqualTo("10.0.0.255");
    assertThat(document.at("/url/path").asText()).isEqualTo("/a");
    assertThat(document.at("/incident/fields")).isEmpty();
  }

  @Test
  void hostileFieldsStayBounded() {
    Map<String, String> fields = new TreeMap<>();
    for (int i = 0; i < 1_000; i++) {
      fields.put("field" + i, "\u0001".repeat(5_000));
    }

    assertThat(documents.toBytes(incident("disk", fields))).hasSizeLessThan(500_000);
  }

  @Test
  void halfACharacterIsReplacedAndNoneIsCutInTwo() throws IOException {
    String emoji = "\uD83D\uDE00";
    JsonNode document =
        read(
            incident(
                "disk", Map.of("a", "x" + emoji.repeat(600), "b", "\uDE00", "url.path", "\uD83D")));

    assertThat(document.at("/incident/fields/a").asText()).startsWith("x" + emoji).endsWith("?");
    assertThat(document.at("/incident/fields/b").asText()).isEqualTo("?");
    assertThat(document.at("/url/path").asText()).isEqualTo("?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01.2.3.4", "256.1.1.1", "1.2.3", "1.2.3.4.", "localhost", "::g", ""})
  void whatIsNoAddressIsNotStoredAsOne(String text) throws IOException {
    assertThat(read(incident("disk", Map.of("client.ip", text))).has("client")).isFalse();
  }

  @Test
  void aRaisedGenerationOutdoesEveryRevision() {
    assertThat(IncidentDocument.version(0, 3)).isEqualTo(3);
    assertThat(IncidentDocument.version(1, 1))
        .isGreaterThan(IncidentDocument.version(0, (1L << 40) - 1));
    assertThatThrownBy(() -> IncidentDocument.version(0, 1L << 40))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private JsonNode read(Incident incident) throws IOException {
    return new ObjectMapper().readTree(documents.toBytes(incident));
  }

  private static Incident incident(String symptom, Map<String, String> fields) {
    return new Incident(
        "0123",
        "shop",
        symptom,
        new TreeMap<>(Map.of("service.name", "maeser")),
        3,
        Status.OPEN,
        symptom.equals("gone") ? Severity.LOW : Severity.CRITICAL,
        FIRST,
        FIRST,
        FIRST + 3_500,
        2,
        false,
        1,
        null,
        null,
        null,
        "web-1",
        "maeser",
        "gunicorn.error",
        "the \"first\" line",
        fields,
        List.of(new Sample("s", FIRST, "the \"first\" line", "/var/log/app.log", 123)),
        new Cause("4567", "disk"),
        new Cause("4567", "disk"),
        List.of(new Incident.RejectedCause("other", "disk-full", "began 42 s later")),
        false,
        List.of("89ab"),
        1,
        "hash");
  }
}
