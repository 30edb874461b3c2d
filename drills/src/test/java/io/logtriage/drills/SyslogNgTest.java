package io.logtriage.drills;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** syslog-ng follows a file and sends each line, keyed by host and path (kafka-c). */
class SyslogNgTest {
  @TempDir Path folder;

  @Test
  void tracebackOfAFollowedFileIsOneEvent() throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    Path log = Files.createDirectories(folder.resolve("logs")).resolve("app.log");
    Files.createFile(log);
    try (Pipeline pipeline = Pipeline.start(folder.resolve("state"))) {
      Process syslog = Follower.SYSLOG_NG.start(work, log, pipeline.bootstrapServers());
      try {
        Files.write(log, new FaultyLogs().application());

        JsonNode locked = pipeline.incident("web-9", "sqlite-locked");

        assertThat(locked.at("/incident/count").asInt()).isEqualTo(1);
        assertThat(locked.at("/message").asText()).contains("Exception on /orders/18", "is locked");
        assertThat(locked.at("/incident/samples/0/log.file.path").asText())
            .isEqualTo(log.toString());
      } finally {
        Tool.stop(syslog);
      }
    }
  }
}
