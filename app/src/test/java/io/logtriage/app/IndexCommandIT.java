package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.embedded.EmbeddedStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedStack.class)
class IndexCommandIT {
  private static final String PREFIX = "it-index-";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void aUsersOwnSymptomIsFoundByItsFieldsAndALostIndexIsRestored(EmbeddedStack stack)
      throws Exception {
    String elastic = stack.elasticsearch().url();
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(rules.resolve("served.yaml"), OwnSymptom.SERVED);
    Path log = Files.createDirectories(folder.resolve("shop")).resolve("app.log");
    Files.writeString(log, "2026-11-02 09:00:00,000 ERROR in shop: cannot serve table 7\n");
    assertThat(with(stack, "setup", "--parsed-logs").code()).isZero();
    CommandRun ship =
        withoutElastic(
            stack, "ship", "--once", "--zone", "UTC", "--checkpoint", folder.resolve("ship"), log);
    assertThat(ship.code()).as(ship.err()).isZero();
    try (Background run =
            new Background(
                "run",
                "--parsed-logs",
                "--symptoms",
                rules,
                "--kafka",
                kafka(stack),
                "--prefix",
                PREFIX);
        Background index =
            new Background(
                "index",
                "--parsed-logs",
                "--kafka",
                kafka(stack),
                "--elastic",
                elastic,
                "--prefix",
                PREFIX)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(found(elastic, "it-index-incidents", "incident.fields.table.number:7"))
                      .as(run + ", " + index)
                      .isEqualTo(1));
      await()
          .atMost(PATIENCE)
          .until(
              () -> found(elastic, "it-index-tagged-logs", "incident.fields.table.number:7") == 1);
      await()
          .atMost(PATIENCE)
          .until(() -> found(elastic, "it-index-parsed-logs", "log.level:error") == 1);
    }
    assertThat(with(stack, "index", "--verify").out()).isEqualTo("1 incidents, no difference\n");

    delete(elastic, "/it-index-logtriage-incidents-2026.11-000001");
    with(stack, "setup");
    CommandRun lost = with(stack, "index", "--verify");
    CommandRun rebuilt = with(stack, "index", "--rebuild");

    assertThat(lost.code()).isEqualTo(Cli.FAILED);
    assertThat(lost.out()).contains("missing in Elasticsearch");
    assertThat(rebuilt.out())
        .as(rebuilt.err())
        .startsWith("it-index-logtriage-incidents-2026.11-000002: 1 documents, in place of ");
    assertThat(with(stack, "index", "--verify").code()).isZero();
    assertThat(with(stack, "index", "--rebuild").out()).contains("nothing to rebuild");
    assertThat(with(stack, "index", "--rebuild", "november").code()).isEqualTo(Cli.WRONG_USAGE);
  }

  private static String kafka(EmbeddedStack stack) {
    return stack.kafka().bootstrapServers();
  }

  private static CommandRun with(EmbeddedStack stack, Object... arguments) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--elastic";
    all[arguments.length + 1] = stack.elasticsearch().url();
    return withoutElastic(stack, all);
  }

  private static CommandRun withoutElastic(EmbeddedStack stack, Object... arguments) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + 4);
    all[arguments.length] = "--kafka";
    all[arguments.length + 1] = kafka(stack);
    all[arguments.length + 2] = "--prefix";
    all[arguments.length + 3] = PREFIX;
    return CommandRun.of(all);
  }

  private static long found(String elastic, String alias, String query) throws Exception {
    return send(elastic + "/" + alias + "/_count?q=" + query, "GET").path("count").asLong(-1);
  }

  private static void delete(String elastic, String path) throws Exception {
    send(elastic + path, "DELETE");
  }

  private static JsonNode send(String url, String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody()).build();
    return new ObjectMapper()
        .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
