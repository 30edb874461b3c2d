package io.logtriage.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be checked of docker-compose.yml and Dockerfile without a container engine. */
class ComposeFileTest {
  private static final Pattern PINNED = Pattern.compile("[a-z/-]+:\\d+\\.\\d+\\.\\d+[\\w.-]*");
  private static final Set<String> ONE_SHOT = Set.of("setup", "setup-kibana");

  private final ComposeFile compose = ComposeFile.read();

  ComposeFileTest() throws IOException {}

  @Test
  void runsTheServersAndEveryPartOfThePipeline() {
    assertThat(compose.services())
        .containsOnlyKeys(
            "kafka", "elasticsearch", "kibana", "setup", "setup-kibana", "run", "index", "ship");
    assertThat(compose.ours()).containsOnlyKeys("setup", "setup-kibana", "run", "index", "ship");
  }

  @Test
  void imagesArePinnedDockerHubShortNames() {
    compose
        .services()
        .forEach(
            (name, service) -> assertThat(service.path("image").asText()).as(name).matches(PINNED));
    assertThat(version("elasticsearch")).isEqualTo(version("kibana"));
  }

  @Test
  void portsArePublishedOnLoopbackOnly() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(ComposeFile.texts(service.path("ports")))
                  .as(name)
                  .allMatch(port -> port.startsWith("127.0.0.1:"));
              assertThat(service.has("network_mode")).as(name).isFalse();
            });
  }

  @Test
  void nothingRunsAsRootOrWithoutLimits() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(service.path("user").asText())
                  .as(name)
                  .isNotEmpty()
                  .doesNotMatch("(root|0)(:.*)?");
              assertThat(service.path("mem_limit").asText()).as(name).matches("\\d+[mg]");
              assertThat(service.path("privileged").asBoolean(false)).as(name).isFalse();
              assertThat(ComposeFile.texts(service.path("security_opt")))
                  .as(name)
                  .contains("no-new-privileges:true");
            });
  }

  @Test
  void longRunningServicesComeBackAndAreHealthChecked() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              boolean oneShot = ONE_SHOT.contains(name);
              assertThat(service.path("restart").asText())
                  .as(name)
                  .isEqualTo(oneShot ? "on-failure" : "unless-stopped");
              assertThat(service.path("healthcheck").has("test")).as(name).isEqualTo(!oneShot);
            });
  }

  @Test
  void everyServiceWaitsForTheHealthOfWhatItNeeds() {
    compose
        .services()
        .forEach(
            (name, service) ->
                ComposeFile.children(service.path("depends_on"))
                    .forEach(
                        (needed, how) -> {
                          assertThat(compose.services()).as(name).containsKey(needed);
                          assertThat(how.path("condition").asText())
                              .as("%s on %s", name, needed)
                              .isEqualTo(
                                  ONE_SHOT.contains(needed)
                                      ? "service_completed_successfully"
                                      : "service_healthy");
                        }));
    compose
        .ours()
        .forEach(
            (name, service) ->
                assertThat(ComposeFile.children(service.path("depends_on")))
                    .as(name)
                    .containsKey("kafka")
                    .containsKey(ONE_SHOT.contains(name) ? "elasticsearch" : "setup"));
  }

  @Test
  void dataLivesInNamedVolumesAndLogsAreMountedReadOnly() {
    for (Map.Entry<String, JsonNode> service : compose.services().entrySet()) {
      for (String mount : ComposeFile.texts(service.getValue().path("volumes"))) {
        String from = mount.substring(0, mount.indexOf(':'));
        if (from.startsWith(".") || from.startsWith("/")) {
          assertThat(mount).as(service.getKey()).endsWith(":ro");
        } else {
          assertThat(compose.volumes()).as(service.getKey()).containsKey(from);
        }
      }
    }
    assertThat(mounts("kafka")).containsExactly("kafka-data:/var/lib/kafka/data");
    assertThat(compose.service("kafka").path("environment").path("KAFKA_LOG_DIRS").asText())
        .isEqualTo("/var/lib/kafka/data");
    assertThat(mounts("ship")).contains("./logs:/logs:ro");
  }

  @Test
  void kafkaIsReachedInsideAndFromThisMachineByTheNamesItAdvertises() {
    JsonNode environment = compose.service("kafka").path("environment");
    assertThat(environment.path("KAFKA_ADVERTISED_LISTENERS").asText().split(","))
        .containsExactly("INTERNAL://kafka:9092", "HOST://127.0.0.1:29092");
    assertThat(ComposeFile.texts(compose.service("kafka").path("ports")))
        .containsExactly("127.0.0.1:29092:29092");
    compose
        .ours()
        .forEach(
            (name, service) ->
                assertThat(service.path("environment").path("LOGTRIAGE_KAFKA").asText())
                    .as(name)
                    .isEqualTo("kafka:9092"));
  }

  @Test
  void imageIsBuiltFromPinnedImagesAndRunsAsTheUserOfTheServices() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "Dockerfile"));
    assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
        .hasSize(2)
        .allMatch(line -> line.matches("FROM [a-z-]+:\\d+\\.\\d+\\.\\d+\\S*( AS build)?"));
    String user =
        requireNonNull(
            lines.stream().filter(line -> line.startsWith("USER ")).reduce(null, (a, b) -> b));
    compose
        .ours()
        .forEach(
            (name, service) ->
                assertThat("USER " + service.path("user").asText()).as(name).isEqualTo(user));
    assertThat(lines).contains("ENTRYPOINT [\"logtriage\"]");
  }

  private List<String> mounts(String service) {
    return ComposeFile.texts(compose.service(service).path("volumes"));
  }

  private String version(String service) {
    return compose.service(service).path("image").asText().replaceFirst(".*:", "");
  }
}
