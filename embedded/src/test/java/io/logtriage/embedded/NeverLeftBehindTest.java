package io.logtriage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeverLeftBehindTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temporary;
  private Process parent;

  @BeforeEach
  void startAParent() throws Exception {
    parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Djava.io.tmpdir=" + temporary,
                property(EmbeddedElasticsearch.HOME_PROPERTY),
                StackMain.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  @AfterEach
  void endIt() {
    parent.destroyForcibly();
  }

  @Test
  void afterAKill() throws Exception {
    awaitReady();
    List<ProcessHandle> children = parent.descendants().toList();
    assertThat(children).as("Elasticsearch, its guard, Kafka's guard").hasSizeGreaterThan(2);

    parent.destroyForcibly();

    awaitNothingLeft(children);
  }

  @Test
  void afterAKillWhileStarting() {
    await().atMost(PATIENCE).until(() -> parent.descendants().anyMatch(this::isJava));
    List<ProcessHandle> children = parent.descendants().toList();

    parent.destroyForcibly();

    awaitNothingLeft(children);
  }

  @Test
  void afterATermination() throws Exception {
    awaitReady();
    List<ProcessHandle> children = parent.descendants().toList();

    parent.destroy();

    awaitNothingLeft(children);
  }

  @Test
  void alsoWhenTheGuardWasKilledFirst() throws Exception {
    awaitReady();
    List<ProcessHandle> children = parent.descendants().toList();
    ProcessHandle server = children.stream().filter(this::isJava).findFirst().orElseThrow();

    server.parent().orElseThrow().destroyForcibly();
    parent.destroyForcibly();

    await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  private void awaitReady() throws IOException {
    BufferedReader output = parent.inputReader(UTF_8);
    assertThat(output.readLine()).isEqualTo("ready");
  }

  private void awaitNothingLeft(List<ProcessHandle> children) {
    await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(foldersOfServers()).isEmpty());
  }

  private List<Path> foldersOfServers() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("logtriage-")).toList();
    }
  }

  private boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("java");
  }

  private static String property(String name) {
    return "-D" + name + "=" + System.getProperty(name);
  }
}
