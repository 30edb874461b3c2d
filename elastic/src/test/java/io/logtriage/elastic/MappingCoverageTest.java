package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.streams.incident.EcsFields;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentDocument;
import io.logtriage.streams.incident.ParsedLogDocument;
import io.logtriage.streams.incident.TaggedEvent;
import io.logtriage.streams.incident.TaggedLogDocument;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A field that the topology writes and the strict mapping does not know would be refused. */
class MappingCoverageTest {
  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final Sample SAMPLE = new Sample("s", 1, "message", "/var/log/app.log", 7);
  private static final TreeMap<String, String> GROUP = new TreeMap<>(Map.of("any.key", "v"));

  /** Every published field with a value that fits every type, and one of a user's own. */
  private static final Map<String, String> FIELDS =
      Stream.concat(EcsFields.types().keySet().stream(), Stream.of("my.own"))
          .collect(
              Collectors.toMap(
                  name -> name,
                  name -> EcsFields.types().get(name) == EcsFields.Type.IP ? "192.0.2.1" : "1"));

  static Stream<Map.Entry<String, EcsFields.Type>> published() {
    return EcsFields.types().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyPublishedFieldIsMappedWithItsType(Map.Entry<String, EcsFields.Type> field) {
    String path = "/properties/" + field.getKey().replace(".", "/properties/");

    JsonNode mapping = Template.mappings("ecs").at(path);

    assertThat(mapping.path("type").asText())
        .isEqualTo(field.getValue().name().toLowerCase(Locale.ROOT));
  }

  @Test
  void everyFieldOfAnIncidentIsMapped() throws Exception {
    Incident incident =
        new Incident(
            "id",
            "shop",
            CATALOGUE.symptoms().get(0).id(),
            GROUP,
            1,
            Incident.Status.MERGED,
            Severity.HIGH,
            1,
            1,
            1,
            1,
            false,
            0,
            1L,
            "quiet",
            "other",
            "web-1",
            "shop",
            "nginx.error",
            "message",
            FIELDS,
            List.of(SAMPLE),
            new Incident.Cause("cause", "disk-full"),
            new Incident.Cause("cause", "disk-full"),
            List.of(new Incident.RejectedCause("other", "disk-full", "began 42 s later")),
            false,
            List.of("effect"),
            1,
            "hash");

    assertMapped(new IncidentDocument(CATALOGUE).toBytes(incident), "incidents");
  }

  @Test
  void everyFieldOfATaggedLogIsMapped() throws Exception {
    String symptom = CATALOGUE.symptoms().get(0).id();
    Finding finding =
        new Finding(
            symptom,
            "id",
            "web-1",
            "/var/log/app.log",
            "shop",
            "nginx.error",
            1,
            1,
            1,
            false,
            GROUP,
            FIELDS,
            List.of(SAMPLE));
    TaggedEvent event = new TaggedEvent("shop", finding, SAMPLE, "incident");

    assertMapped(new TaggedLogDocument(CATALOGUE).toBytes(event), "tagged-logs");
  }

  @Test
  void everyFieldOfAParsedLogIsMapped() throws Exception {
    byte[] document =
        ParsedLogDocument.toBytes(
            "id",
            new Source("web-1", "/var/log/app.log", "shop", "shop-api", null, null),
            "nginx.access",
            1,
            "message",
            FIELDS,
            7);

    assertMapped("", new ObjectMapper().readTree(document), Template.mappings("ecs"));
  }

  private static void assertMapped(byte[] document, String mapping) throws Exception {
    ObjectNode all = Template.mappings("ecs");
    all.withObject("/properties").setAll(properties(mapping));
    assertMapped("", new ObjectMapper().readTree(document), all);
  }

  private static ObjectNode properties(String mapping) {
    return Template.mappings(mapping).withObject("/properties");
  }

  private static void assertMapped(String path, JsonNode value, JsonNode mapping) {
    assertThat(mapping.isMissingNode()).as("%s is not mapped", path).isFalse();
    if (mapping.path("type").asText().equals("flattened")) {
      return;
    }
    if (value.isArray()) {
      value.forEach(element -> assertMapped(path, element, mapping));
    }
    value
        .properties()
        .forEach(
            field -> {
              String inner = "/properties/" + field.getKey().replace(".", "/properties/");
              assertMapped(path + "." + field.getKey(), field.getValue(), mapping.at(inner));
            });
  }
}
