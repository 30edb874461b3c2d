package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.embedded.EmbeddedStack;
import io.logtriage.embedded.LocalAuthority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants TLS and a password, an Elasticsearch that wants an API key. */
@ExtendWith(SharedStack.class)
class SecuredIT {
  private static final String PASSWORD = "canary-of-kafka";
  private static final String KEY = "canary-of-elasticsearch";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LocalAuthority AUTHORITY = LocalAuthority.create();
  private static final EmbeddedKafka KAFKA =
      new EmbeddedKafka(
          EmbeddedKafka.Options.defaults().withSecurity(AUTHORITY, "triage", PASSWORD));

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    KAFKA.start();
  }

  @AfterAll
  static void stop() {
    KAFKA.close();
  }

  @Test
  void linesBecomeDocumentsAndNoSecretShows(EmbeddedStack stack) throws Exception {
    String elastic = stack.elasticsearch().url();
    Path config = config(PASSWORD);
    Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
    Path log = Files.createDirectories(folder.resolve("shop")).resolve("gunicorn.log");
    Files.writeString(log, "[2026-11-02 10:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)\n");
    try (ElasticGate gate = new ElasticGate(elastic, new KeyGuard())) {
      String[] kafka = {
        "--kafka",
        KAFKA.bootstrapServers(),
        "--kafka-config",
        config.toString(),
        "--prefix",
        "it-secured-"
      };
      CommandRun setup =
          run(kafka, "setup", "--elastic", gate.url(), "--elastic-api-key-file", key.toString());
      assertThat(setup.code()).as(setup.err()).isZero();
      CommandRun ship =
          run(
              kafka,
              "ship",
              "--once",
              "--checkpoint",
              folder.resolve("ship").toString(),
              log.toString());
      assertThat(ship.code()).as(ship.err()).isZero();
      String[] index = words(kafka, "index", "--debug", "--elastic", gate.url());
      try (Background run = new Background((Object[]) words(kafka, "run"));
          ChildCommand indexing =
              ChildCommand.start(
                  Map.of("LOGTRIAGE_ELASTIC_API_KEY", KEY),
                  folder.resolve("index.out"),
                  (Object[]) index)) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(count(elastic, "it-secured-incidents"))
                        .as(run + ", " + indexing.output())
                        .isEqualTo(1));
        assertThat(commandLine(indexing)).contains("--elastic").doesNotContain("canary");
        assertThat(indexing.output()).contains("indexing: ").doesNotContain("canary");
      }
    }
  }

  @Test
  void aRefusedKeyIsToldWithoutTheKey(EmbeddedStack stack) throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "canary-that-opens-nothing");
    try (ElasticGate gate = new ElasticGate(stack.elasticsearch().url(), new KeyGuard())) {
      CommandRun search =
          CommandRun.of(
              "search", "--elastic", gate.url(), "--elastic-api-key-file", key, "--debug");

      assertThat(search.code()).isEqualTo(Cli.FAILED);
      assertThat(search.err()).contains(gate.url(), "API key").doesNotContain("canary");
    }
  }

  @Test
  void aRefusedPasswordIsToldWithoutThePassword() throws Exception {
    CommandRun setup =
        CommandRun.of(
            "setup",
            "--kafka",
            KAFKA.bootstrapServers(),
            "--kafka-config",
            config("canary-that-is-wrong"),
            "--wait",
            "2s",
            "--debug");

    assertThat(setup.code()).isEqualTo(Cli.FAILED);
    assertThat(setup.err()).contains(KAFKA.bootstrapServers()).doesNotContain("canary");
  }

  private record KeyGuard() implements ElasticGate.Guard {
    @Override
    public boolean enters(String authorization) {
      return ("ApiKey " + KEY).equals(authorization);
    }

    @Override
    public void bulkDone() {}
  }

  private Path config(String password) throws Exception {
    Path authority = Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificate());
    return Files.writeString(
        folder.resolve("kafka.properties"),
        """
        security.protocol=SASL_SSL
        sasl.mechanism=PLAIN
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
        username="triage" password="%s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(password, authority));
  }

  private static CommandRun run(String[] kafka, String... arguments) {
    return CommandRun.of((Object[]) words(kafka, arguments));
  }

  private static String[] words(String[] kafka, String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of(kafka));
    return words.toArray(String[]::new);
  }

  /** What other users of the machine can see of it. */
  private static String commandLine(ChildCommand command) {
    return command.process().info().commandLine().orElseThrow();
  }

  private static long count(String elastic, String alias) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(elastic + "/" + alias + "/_count")).build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(answer).path("count").asLong(-1);
  }
}
