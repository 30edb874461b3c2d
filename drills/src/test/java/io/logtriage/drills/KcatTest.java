package io.logtriage.drills;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kcat sends plain lines, one record each, or a whole event in one record. */
class KcatTest {
  private static Pipeline pipeline;

  @TempDir static Path folder;

  private final FaultyLogs logs = new FaultyLogs();

  @BeforeAll
  static void start() {
    pipeline = Pipeline.start(folder.resolve("state"));
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  @Test
  void linesOfOneKeyAreOneSource() throws Exception {
    send("shop-1:/var/log/gunicorn/error.log", logs.gunicorn(), "-l");

    JsonNode incident = pipeline.incident("shop-1", "worker-timeout");

    assertThat(incident.at("/incident/count").asInt()).isEqualTo(1);
    assertThat(incident.at("/host/name").asText()).isEqualTo("shop-1");
    assertThat(incident.at("/message").asText()).contains("WORKER TIMEOUT (pid:902)");
  }

  @Test
  void tracebackSentLineByLineIsOneEvent() throws Exception {
    send("shop-2:/var/log/shop/app.log", logs.application(), "-l");

    assertThat(locked("shop-2")).contains("ERROR in app: Exception on /orders/18", "is locked");
  }

  @Test
  void tracebackSentInOneRecordIsOneEvent() throws Exception {
    send("shop-3:/var/log/shop/app.log", logs.application());

    assertThat(locked("shop-3")).contains("ERROR in app: Exception on /orders/18", "is locked");
  }

  /** docs/consumers/last-states.sh */
  @Test
  void theDocumentedSubscriberReadsTheLastStateOfEveryIncident() throws Exception {
    send("shop-4:/var/log/gunicorn/error.log", logs.gunicorn(), "-l");
    JsonNode incident = pipeline.incident("shop-4", "worker-timeout");

    Path out = folder.resolve("states.txt");
    Process script =
        new ProcessBuilder("../docs/consumers/last-states.sh", pipeline.bootstrapServers())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();

    assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readAllLines(out))
        .filteredOn(line -> line.contains(incident.at("/incident/id").asText()))
        .anyMatch(line -> line.contains("\"symptom\":\"worker-timeout\""));
  }

  private static String locked(String deployment) {
    JsonNode incident = pipeline.incident(deployment, "sqlite-locked");
    assertThat(incident.at("/incident/count").asInt()).isEqualTo(1);
    return incident.at("/message").asText();
  }

  /** Without {@code -l}, kcat sends the file as one record. */
  private static void send(String key, List<String> lines, String... mode)
      throws IOException, InterruptedException {
    Path file = Files.write(Files.createTempFile(folder, "lines", ".log"), lines);
    List<String> arguments =
        new ArrayList<>(List.of("-P", "-b", pipeline.bootstrapServers(), "-t", "logs"));
    arguments.addAll(List.of("-k", key));
    arguments.addAll(List.of(mode));
    arguments.add(file.toString());
    Tool.KCAT.run(folder.resolve("kcat.txt"), Duration.ofSeconds(30), arguments);
  }
}
