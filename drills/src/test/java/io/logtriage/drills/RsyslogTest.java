package io.logtriage.drills;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rsyslog follows files (imfile) and sends each line, keyed by host and path (omkafka). */
class RsyslogTest {
  @TempDir Path folder;

  @Test
  void followedFilesBecomeIncidents() throws Exception {
    Path followed = Files.createDirectories(folder.resolve("followed"));
    FaultyLogs logs = new FaultyLogs();
    try (Pipeline pipeline = Pipeline.start(folder.resolve("state"))) {
      Process rsyslog = start(pipeline, followed);
      try {
        Files.write(followed.resolve("error.log"), logs.gunicorn());
        Files.write(followed.resolve("app.log"), logs.application());

        JsonNode timeout = pipeline.incident("web-9", "worker-timeout");
        JsonNode locked = pipeline.incident("web-9", "sqlite-locked");

        assertThat(timeout.at("/incident/count").asInt()).isEqualTo(1);
        assertThat(locked.at("/incident/count").asInt()).isEqualTo(1);
        assertThat(locked.at("/message").asText()).contains("Exception on /orders/18", "is locked");
        assertThat(locked.at("/incident/samples/0/log.file.path").asText())
            .isEqualTo(followed.resolve("app.log").toString());
      } finally {
        Tool.stop(rsyslog);
      }
    }
  }

  private Process start(Pipeline pipeline, Path followed) throws IOException {
    Path work = Files.createDirectories(folder.resolve("rsyslog"));
    Path configuration = folder.resolve("rsyslog.conf");
    Files.writeString(
        configuration,
        """
        global(workDirectory="%s" maxMessageSize="64k")
        module(load="imfile")
        module(load="omkafka")
        template(name="line" type="string" string="%%msg%%")
        template(name="source" type="string" string="web-9:%%$!metadata!filename%%")
        input(type="imfile" file="%s/*.log" tag="shop" addMetadata="on")
        action(type="omkafka" broker=["%s"] topic="logs" template="line"
               dynakey="on" key="source" partitions.auto="on"
               confParam=["queue.buffering.max.ms=10"])
        """
            .formatted(work, followed, pipeline.bootstrapServers()));
    return Tool.RSYSLOG.start(
        folder.resolve("rsyslog.txt"),
        List.of("-n", "-f", configuration.toString(), "-i", folder.resolve("pid").toString()));
  }
}
