package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every question of this module's README, asked as it stands there. */
@ExtendWith(Servers.Shared.class)
@TestInstance(Lifecycle.PER_CLASS)
class QuestionsTest {
  private static final String PREFIX = "asked-";
  private static final Pattern QUESTION =
      Pattern.compile(
          "# (?<title>[^\\n]+)\\ncurl -s (?:-H '[^']*' )?'?http://127\\.0\\.0\\.1:9200/"
              + "(?<path>[^' \\n]+)'?(?: -d '(?<body>[^']+)')?");

  private final ElasticsearchConnection connection;
  private final Map<String, JsonNode> answers = new TreeMap<>();

  QuestionsTest(Servers servers) {
    connection = servers.connection();
  }

  @BeforeAll
  void ask() throws IOException {
    IndexNames names = new IndexNames(PREFIX);
    new IndexSetup(connection, names).apply();
    put(
        "logtriage-incidents-2026.11-000001/_doc/disk",
        incident("disk", "disk-full", "resolved", "2026-11-22T10:00:00.000Z", "start", null));
    put(
        "logtriage-incidents-2026.11-000001/_doc/gateway",
        incident("gateway", "bad-gateway", "open", "2026-11-22T10:00:05.000Z", null, "disk"));
    put(
        "logtriage-incidents-2026.11-000001/_doc/timeout",
        incident("timeout", "worker-timeout", "open", "2026-11-22T09:00:00.000Z", null, null));
    put(
        "logtriage-tagged-2026.11.22-000001/_doc/line",
        Documents.tagged("upstream gone").replace("\"i-1\"", "\"gateway\""));
    connection.send("POST", "/" + PREFIX + "*/_refresh", null);
    for (Matcher question : questions()) {
      String body = question.group("body");
      String path =
          "/"
              + PREFIX
              + question
                  .group("path")
                  .replace('+', ' ')
                  .replace("CAUSE", "disk")
                  .replace("ID", "gateway");
      Answer answer = connection.send(body == null ? "GET" : "POST", path, body);
      assertThat(answer.ok()).as("%s: %s", question.group("title"), answer.reason()).isTrue();
      answers.put(question.group("title"), answer.json());
    }
  }

  @Test
  void tenAreAnswered() {
    assertThat(answers).hasSize(10);
  }

  @Test
  void whatIsBrokenNow() {
    assertThat(ids("what is broken now, the worst first?")).containsExactly("gateway", "timeout");
    assertThat(ids("what is broken that nothing else explains?")).containsExactly("timeout");
  }

  @Test
  void causesAndEffects() {
    assertThat(ids("what started it? (ID: the incident that it caused)")).containsExactly("disk");
    assertThat(ids("what did it cause?")).containsExactly("gateway");
  }

  @Test
  void history() {
    assertThat(ids("has this happened before, and what ended it?")).containsExactly("disk");
    assertThat(buckets("how often did each symptom show, and in how many lines?"))
        .containsOnlyKeys("disk-full", "bad-gateway", "worker-timeout");
    assertThat(buckets("which deployments have the most incidents?")).containsEntry("web", 3L);
  }

  @Test
  void theFix() {
    JsonNode found =
        answers
            .get("which fix applies to it, how does one see that it helped, and what ended it?")
            .at("/hits/hits/0/_source/incident");

    assertThat(found.at("/remedy/fixes/0").asText()).isEqualTo("repair");
    assertThat(found.at("/remedy/verify/0").asText()).isEqualTo("look again");
    assertThat(found.path("status").asText()).isEqualTo("open");
    assertThat(found.has("samples")).isFalse();
  }

  @Test
  void hostsAndLines() {
    assertThat(ids("everything about one host between two times"))
        .containsExactly("gateway", "disk");
    assertThat(
            answers
                .get("the lines of one incident, in order")
                .at("/hits/hits/0/_source/message")
                .asText())
        .isEqualTo("upstream gone");
  }

  private static List<Matcher> questions() throws IOException {
    String text = Files.readString(Path.of("README.md"));
    List<Matcher> found = new ArrayList<>();
    int from = text.indexOf("## Ten questions");
    Matcher matcher = QUESTION.matcher(text);
    while (matcher.find(from)) {
      found.add(QUESTION.matcher(matcher.group()));
      assertThat(found.get(found.size() - 1).matches()).isTrue();
      from = matcher.end();
    }
    return found;
  }

  private List<String> ids(String title) {
    List<String> ids = new ArrayList<>();
    answers.get(title).at("/hits/hits").forEach(hit -> ids.add(hit.path("_id").asText()));
    return ids;
  }

  private Map<String, Long> buckets(String title) {
    Map<String, Long> counts = new TreeMap<>();
    answers
        .get(title)
        .at("/aggregations/by/buckets")
        .forEach(
            bucket -> counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong()));
    return counts;
  }

  private static String incident(
      String id, String symptom, String status, String seen, String endedBy, String cause) {
    String causeJson =
        cause == null ? "null" : "{\"id\":\"" + cause + "\",\"symptom\":\"disk-full\"}";
    return Documents.incident(id, symptom, "web", symptom + " of shop", seen, 2)
        .replace("\"status\":\"open\"", "\"status\":\"" + status + "\"")
        .replace("\"cause\":{\"id\":\"c-1\",\"symptom\":\"disk-full\"}", "\"cause\":" + causeJson)
        .replace(
            "\"effects\":[\"e-1\"]",
            cause == null && endedBy != null ? "\"effects\":[\"gateway\"]" : "\"effects\":[]")
        .replace(
            "\"resolved_by\":null",
            endedBy == null ? "\"resolved_by\":null" : "\"resolved_by\":\"" + endedBy + "\"");
  }

  private void put(String path, String document) throws IOException {
    if (path.contains("2026.11")) {
      String index = path.substring(0, path.indexOf('/'));
      connection.send("PUT", "/" + PREFIX + index, null);
    }
    Answer answer = connection.send("PUT", "/" + PREFIX + path, document);
    assertThat(answer.ok()).as(answer.reason()).isTrue();
  }
}
