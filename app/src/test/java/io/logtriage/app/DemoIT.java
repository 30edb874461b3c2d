package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.embedded.EmbeddedStack;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The very run that {@code ./logtriage demo --exit} makes. */
@ExtendWith(SharedStack.class)
class DemoIT {

  @Test
  void incidentsOfTheSamplesOpenResolveAndAreOnTheTopicAndInElasticsearch(EmbeddedStack stack)
      throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    String elastic = stack.elasticsearch().url();

    CommandRun demo =
        CommandRun.of(
            "demo", "--exit", "--kafka", kafka, "--elastic", elastic, "--prefix", "demo-");

    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("opened")
        .contains("resolved")
        .contains("worker-timeout on web-1");

    List<JsonNode> onTopic =
        CommandRun.of("watch", "--once", "--json", "--kafka", kafka, "--prefix", "demo-").json();
    List<JsonNode> found =
        CommandRun.of(
                "search", "--json", "--limit", 1000, "--elastic", elastic, "--prefix", "demo-")
            .json();
    assertThat(ids(found)).isEqualTo(ids(onTopic)).isNotEmpty();
    assertThat(symptoms(found)).containsAll(expected());
    assertThat(found)
        .anyMatch(document -> document.at("/incident/status").asText().equals("resolved"));
    assertThat(found)
        .anySatisfy(
            document -> {
              assertThat(document.at("/incident/symptom").asText()).isEqualTo("bad-gateway");
              assertThat(document.at("/incident/cause/symptom").asText())
                  .isEqualTo("worker-timeout");
              assertThat(story(document.at("/incident/id").asText(), elastic))
                  .contains("worker-timeout on web-1", "caused these:")
                  .contains("bad-gateway on web-1", "caused by worker-timeout", "resolved at ");
            });
  }

  private static String story(String id, String elastic) {
    CommandRun story =
        CommandRun.of(
            "search", "--story", id.substring(0, 8), "--elastic", elastic, "--prefix", "demo-");
    assertThat(story.code()).as(story.err()).isZero();
    return story.out();
  }

  private static Set<String> ids(List<JsonNode> documents) {
    return documents.stream()
        .map(document -> document.at("/incident/id").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> symptoms(List<JsonNode> documents) {
    return documents.stream()
        .map(document -> document.at("/incident/symptom").asText())
        .collect(Collectors.toSet());
  }

  /** What was caused on purpose while the samples were recorded. */
  private static Set<String> expected() throws Exception {
    Set<String> expected = new TreeSet<>();
    try (InputStream in = SampleLogs.class.getResourceAsStream("samples/truth.json")) {
      for (JsonNode fault : new ObjectMapper().readTree(in).path("faults")) {
        fault.path("expect").forEach(symptom -> expected.add(symptom.asText()));
      }
    }
    return expected;
  }
}
